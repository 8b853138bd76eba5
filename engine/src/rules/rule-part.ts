import { AppError, type Actor, type ApprovalVerdict, type Condition, type Problem } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { EngineCore } from "../engine-core.ts";
import { triggerRule, type ManualStart, type StartResult } from "../executions/trigger-rule.ts";
import { listSlots, reconcileSlots, type SlotRange } from "../slots/read-slots.ts";
import type { RuleStatus } from "../sql/rules/rule-row.ts";
import type { RuleView } from "../views/rule-view.ts";
import type { SlotReconciliation, SlotView } from "../views/slot-view.ts";
import { againIfInterrupted } from "./again-if-interrupted.ts";
import { checkRule } from "./check-rule.ts";
import { demandAll, hindrancesOf } from "./hindrances.ts";
import {
  getRule,
  listRules,
  nextFireTimes,
  type FireTime,
  type FireTimeOptions,
  type RuleFilter,
} from "./rule-views.ts";
import { saveRule, type SaveOptions } from "./save-rule.ts";
import { setReleasedStatus, setRuleStatus, type StatusOptions } from "./set-rule-status.ts";
import { testCondition, type ConditionTest, type ConditionValues } from "./test-condition.ts";

/** What the engine answers about rules, their fire times and their slots. */
export interface RulePart {
  /** What is wrong with a rule; empty when it can be saved. Never throws for bad input. */
  checkRule(input: unknown): Problem[];
  /**
   * Saves a rule as its next version. A new rule is disabled. Saving the same definition again makes no version. A secret,
   * calendar, account or template that is not there is a warning; of an enabled rule it is a problem.
   * @throws AppError RULE_INVALID with all problems, PRECONDITION_FAILED, LABEL_NOT_ALLOWED, RULE_EXISTS when it belongs to
   * others; nothing is saved then
   */
  saveRule(
    input: unknown,
    options: SaveOptions,
  ): Promise<{ rule: RuleView; outcome: "created" | "changed" | "unchanged"; warnings: readonly Problem[] }>;
  /** What a condition and its parts come to with these values. Never throws for a bad condition. */
  testCondition(condition: Condition, values: ConditionValues): Promise<ConditionTest>;
  listRules(filter?: RuleFilter): Promise<RuleView[]>;
  /** @throws AppError RULE_NOT_FOUND */
  getRule(slug: string): Promise<RuleView>;
  /**
   * Enables, disables or archives a rule; doing it twice changes nothing. When a second person has to release it first, the
   * rule stays as it is and `approval` is the request that waits.
   * @throws AppError RULE_NOT_FOUND, PRECONDITION_FAILED; SECRET_NOT_FOUND or CALENDAR_NOT_FOUND when it is to be enabled
   * and names what is not there
   */
  setRuleStatus(
    slug: string,
    status: RuleStatus,
    options: StatusOptions,
  ): Promise<RuleView & { readonly approval: ApprovalVerdict | null }>;
  /** Changes the status of a rule, in the transaction of the release. Call `tellRules` after its commit. */
  setReleasedStatus(tx: Tx, slug: string, change: { readonly status: RuleStatus; readonly by: Actor }): Promise<void>;
  /**
   * The next fire times as the calendars will have them, whether the rule is enabled or not. What they leave out is left
   * out here unless `all` is asked for; a trigger whose calendar ends comes with one last time that is undecided.
   */
  nextFireTimes(slug: string, count: number, options?: Pick<FireTimeOptions, "all">): Promise<FireTime[]>;
  /**
   * Starts a rule by hand. Two calls with one key start one execution.
   * @throws AppError RULE_NOT_FOUND, RULE_NOT_ENABLED (archived), INPUT_INVALID with problems, INPUT_NOT_ALLOWED
   */
  triggerRule(slug: string, options: ManualStart): Promise<StartResult>;

  /** The slots of a rule between two times, oldest first, the planned ones at the end. */
  listSlots(slug: string, range: SlotRange): Promise<SlotView[]>;
  /** Whether every due slot of a rule is accounted for. */
  reconcileSlots(slug: string): Promise<SlotReconciliation>;

  /** Tells all nodes that rules were changed in the transaction of somebody else. */
  tellRules(): void;
}

export function createRulePart(core: EngineCore): RulePart {
  const { store, registry, bus, calendars, hooks } = core;
  const views = { ...core, timeZone: core.services.timeZone };
  const { secretNames, sendingNames } = hooks;
  const named = { store, registry, secretNames, sendingNames, calendars };
  return {
    checkRule: (input) => [...checkRule(registry, input).problems],
    async saveRule(input, change) {
      const { rule, problems } = checkRule(registry, input);
      if (rule === undefined) throw new AppError("RULE_INVALID", { problems });
      const warnings = await hindrancesOf(named, rule);
      const outcome = await againIfInterrupted(() => saveRule(core, rule, change, warnings));
      bus.tell("config");
      bus.tell("slots");
      return { rule: await getRule(views, rule.rule), outcome, warnings };
    },
    testCondition: (condition, values) => testCondition(views, condition, values),
    listRules: (filter) => listRules(views, filter ?? {}),
    getRule: (slug) => getRule(views, slug),
    async setRuleStatus(slug, status, change) {
      if (status === "enabled") await demandAll(named, await getRule(views, slug));
      const approval = await againIfInterrupted(() => setRuleStatus(core, slug, status, change));
      bus.tell("slots");
      return { ...(await getRule(views, slug)), approval: approval ?? null };
    },
    setReleasedStatus: (tx, slug, change) => setReleasedStatus(core, tx, slug, change),
    nextFireTimes: (slug, count, options) => nextFireTimes(views, slug, { ...options, count }),
    async triggerRule(slug, start) {
      const result = await triggerRule(core, slug, start);
      bus.tell("queue");
      return result;
    },
    listSlots: (slug, range) => listSlots(core, slug, range),
    reconcileSlots: (slug) => reconcileSlots(core, slug),
    tellRules: () => bus.tell("slots"),
  };
}
