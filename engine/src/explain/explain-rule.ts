import { AppError, type Scope as ReaderScope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectFatesAt } from "../sql/explain/select-fates-at.ts";
import { selectPlannedAt } from "../sql/explain/select-planned-at.ts";
import { selectVersionAt } from "../sql/explain/select-version-at.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import { triggerKind } from "../slots/schedule.ts";
import { spreadMs } from "../slots/spread.ts";
import { about, step, type Explanation, type ExplainStep } from "./explanation.ts";
import { explainTrigger } from "./explain-trigger.ts";
import { momentOf, type Moment } from "./moment.ts";
import type { LookedAt, RuleMoment } from "./rule-moment.ts";
import { statusSteps } from "./status-steps.ts";

export interface ExplainRuleOptions {
  /** A moment that has passed, or lies ahead. @default now */
  readonly at?: Date;
  /** Only this trigger. @default all */
  readonly trigger?: string;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: ReaderScope | null;
}

/** Why a rule fired at a moment, why it did not, or whether it will. @throws AppError RULE_NOT_FOUND */
export async function explainRule(
  core: EngineCore,
  slug: string,
  options: ExplainRuleOptions = {},
): Promise<Explanation> {
  const rule = await selectRule(core.store, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const now = await selectNow(core.store);
  const moment = momentOf(options.at ?? now);
  const { scope = null } = options;
  const [version, triggers, fates, planned] = await Promise.all([
    selectVersionAt(core.store, rule.id, moment.from),
    selectTriggers(core.store, rule.id, { ended: true }),
    selectFatesAt(core.store, { ruleId: rule.id, ...moment, scope }),
    selectPlannedAt(core.store, { ruleId: rule.id, ...moment }),
  ]);
  const inForce = version ?? { version: rule.version, definition: rule.definition };
  const known: RuleMoment = { rule, ...inForce, moment, now, fates, planned };
  const steps = about({ rule: slug }, [
    ...versionSteps(version, moment, now),
    ...(await statusSteps(core, { rule, moment, now, triggers })),
  ]);
  for (const trigger of triggersAt(core, known, triggers)) {
    if (options.trigger !== undefined && trigger.key !== options.trigger) continue;
    steps.push(...about({ rule: slug, trigger: trigger.key }, await explainTrigger(core, known, trigger)));
  }
  if (known.definition.triggers === undefined || known.definition.triggers.length === 0)
    steps.push(...about({ rule: slug }, [step("rule.no-triggers", "no")]));
  return { headline: headlineOf(steps, slug, moment.from > now), steps };
}

function versionSteps(
  version: Awaited<ReturnType<typeof selectVersionAt>>,
  { from }: Moment,
  now: Date,
): ExplainStep[] {
  if (version === undefined) return [step("rule.version-none", "no")];
  const { author, createdAt } = version;
  const values = { version: version.version, author, savedAt: createdAt.toISOString() };
  return [step("rule.version", "info", { at: createdAt, values, ...(from > now && { basis: "now" }) })];
}

/** Those that were in force then, those that have something to tell of then, and those that are only written down. */
function triggersAt(
  core: EngineCore,
  { rule, definition, moment, fates, planned }: RuleMoment,
  all: readonly TriggerRow[],
): LookedAt[] {
  const told = new Set([...fates, ...planned].map(({ triggerId }) => triggerId));
  const isThere = ({ activeFrom, activeUntil }: TriggerRow) =>
    activeFrom < moment.until && (activeUntil === null || activeUntil >= moment.from);
  const found = all.filter((trigger) => told.has(trigger.id) || isThere(trigger));
  const keys = new Set(found.map(({ key }) => key));
  const others = (definition.triggers ?? []).flatMap((config, i): LookedAt[] => {
    const kind = triggerKind(core.registry, config) ?? "unknown";
    const key = config.id ?? `${kind}-${i + 1}`;
    if (keys.has(key)) return [];
    const later = all.find((trigger) => trigger.key === key && trigger.activeFrom >= moment.until);
    return [
      {
        id: undefined,
        activeFrom: later?.activeFrom,
        ruleId: rule.id,
        key,
        kind,
        config,
        spreadMs: spreadMs({ rule: rule.slug, trigger: key }, config),
        activeUntil: null,
        idleFrom: null,
        plannedUntil: null,
      },
    ];
  });
  return [...found, ...others];
}

/** Whatever fired, else whatever was held back, else that there was nothing. */
function headlineOf(steps: readonly ExplainStep[], rule: string, isFuture: boolean): ExplainStep {
  const ends = steps.filter(({ values, code }) => "fate" in values && /^(fate|will)\./.test(code));
  const [best] = ends.toSorted((a, b) => headlineRank(a) - headlineRank(b));
  const none = step(isFuture ? "will.none" : "fate.none", "no", { rule, values: { fate: "none" } });
  return best ?? none;
}

/** The lower, the more it says. */
function headlineRank({ values, verdict }: ExplainStep): number {
  if (verdict === "yes") return 0;
  if (verdict === "unknown") return 1;
  if (values["fate"] === "superseded") return 3;
  return values["fate"] === "none" ? 4 : 2;
}
