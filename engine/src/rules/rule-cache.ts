/**
 * Compiled rules and the variables they see. A version of a rule never changes, so it is compiled once per node;
 * variables are read again after a notification, and after a second at the latest, so that a lost one does no harm.
 */
import { isAppError, type Problem } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import type { Bus } from "../events/bus.ts";
import type { OtherBuilds } from "../nodes-part/other-builds.ts";
import { createLookups } from "../records/lookups.ts";
import type { Registry } from "../registry.ts";
import { selectVariables } from "../sql/variables/select-variables.ts";
import { compileParts, compileRule, type CompiledRule } from "./compile-rule.ts";
import type { Scope } from "./scope.ts";
import { createVersionLoader } from "./version-loader.ts";

export interface RuleCache {
  /** The zone that rules see, an IANA name. */
  readonly timeZone: string;
  /** @throws AppError RULE_NOT_FOUND */
  get(ruleId: number, version: number): Promise<CompiledRule>;
  /**
   * The rule as far as its executions are to be started: what its steps use may be unknown here while a worker of another
   * build takes part. Nothing of it may be run. @throws AppError RULE_NOT_FOUND, RULE_INVALID
   */
  toStart(ruleId: number, version: number): Promise<CompiledRule>;
  /** The variables a rule sees: those of the store, and its own on top. */
  vars(rule: CompiledRule): Promise<Readonly<Record<string, unknown>>>;
  /** What expressions of a rule see whatever started it: its variables, the tables it looks up in, and the calendars. */
  names(rule: CompiledRule): Promise<Pick<Scope, "vars" | "lookups" | "calendars">>;
  /** Variables have just been changed through this process: whoever asks next sees them. */
  forgetVariables(): void;
}

const MAX_RULES = 20_000;
const VARIABLES_FRESH_MS = 1_000;

export function createRuleCache(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly bus: Bus;
  readonly timeZone: string;
  readonly calendars: Pick<CalendarCache, "current">;
  readonly builds: OtherBuilds;
}): RuleCache {
  const rules = new Map<string, Promise<CompiledRule>>();
  let variables: { readonly values: Promise<Readonly<Record<string, unknown>>>; readonly at: number } | undefined;
  const forgetVariables = () => {
    variables = undefined;
  };
  deps.bus.on("config", forgetVariables);

  const readVersion = createVersionLoader(deps.store);
  const load = async (ruleId: number, version: number): Promise<CompiledRule> => {
    const { definition } = await readVersion({ ruleId, version });
    return compileRule(deps.registry, { id: ruleId, version, definition });
  };

  const stored = (): Promise<Readonly<Record<string, unknown>>> => {
    const now = performance.now();
    if (variables === undefined || now - variables.at > VARIABLES_FRESH_MS) {
      const values = selectVariables(deps.store).then((rows) =>
        Object.fromEntries(rows.map((row) => [row.name, row.value])),
      );
      variables = { values, at: now };
      // A failed read is not kept: the next one asks again.
      values.catch(() => (variables = undefined));
    }
    return variables.values;
  };

  const vars = async (rule: CompiledRule): Promise<Readonly<Record<string, unknown>>> => {
    const values = await stored();
    return rule.definition.vars === undefined ? values : { ...values, ...rule.definition.vars };
  };

  const tables = createLookups(deps);
  const calendarRules = new WeakMap<CompiledRule, boolean>();
  /** Nearly no rule does, and none shall wait for what it does not ask. */
  const asksCalendars = (rule: CompiledRule): boolean => {
    const known = calendarRules.get(rule) ?? /[wW]orkday/.test(JSON.stringify(rule.definition));
    calendarRules.set(rule, known);
    return known;
  };

  const cache: RuleCache = {
    timeZone: deps.timeZone,
    get(ruleId, version) {
      const key = `${ruleId}@${version}`;
      let rule = rules.get(key);
      if (rule === undefined) {
        if (rules.size >= MAX_RULES) rules.clear();
        rule = load(ruleId, version);
        rules.set(key, rule);
        rule.catch(() => rules.delete(key));
      }
      return rule;
    },
    async toStart(ruleId, version) {
      try {
        return await cache.get(ruleId, version);
      } catch (error) {
        if (!isAppError(error, "RULE_INVALID") || !(await deps.builds.hasWorker())) throw error;
        const { definition } = await readVersion({ ruleId, version });
        const problems: Problem[] = [];
        const rule = compileParts(deps.registry, { id: ruleId, version, definition }, problems);
        if (problems.some(({ path }) => !/^(?:actions|onFailure)\b/.test(path))) throw error;
        return rule;
      }
    },
    forgetVariables,
    vars,
    async names(rule) {
      const { lookups } = rule.definition;
      return {
        vars: await vars(rule),
        ...(lookups !== undefined && { lookups: await tables.load(lookups) }),
        ...(asksCalendars(rule) && { calendars: await deps.calendars.current() }),
      };
    },
  };
  return cache;
}
