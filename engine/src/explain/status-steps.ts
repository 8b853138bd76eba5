import type { EngineCore } from "../engine-core.ts";
import type { StatusChange } from "../engine-hooks.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import type { TriggerRow } from "../sql/triggers/select-triggers.ts";
import { step, type ExplainStep } from "./explanation.ts";
import type { Moment } from "./moment.ts";

interface StatusQuestion {
  readonly rule: RuleRow;
  readonly moment: Moment;
  readonly now: Date;
  readonly triggers: readonly TriggerRow[];
}

/** Whether the rule was enabled, since when and by whom: as the audit trail says, else as its triggers do. */
export async function statusSteps(
  core: EngineCore,
  { rule, moment, now, triggers }: StatusQuestion,
): Promise<ExplainStep[]> {
  if (moment.from > now) {
    const since = triggers.find(({ activeUntil, idleFrom }) => activeUntil === null && idleFrom !== null)?.idleFrom;
    return [statusNow(rule, since ?? null)];
  }
  const justAfter = new Date(moment.from.getTime() + 1);
  const [last] = (await core.hooks.statusChanges?.(rule.slug, justAfter)) ?? [];
  if (last !== undefined) return [changeStep(last)];
  const there = triggers.filter(({ activeFrom }) => activeFrom < moment.until);
  if (there.length === 0 && triggers.length > 0) return [step("rule.never-enabled", "no")];
  const idle = there.find(
    ({ idleFrom, activeUntil }) => activeUntil === null && idleFrom !== null && idleFrom <= moment.from,
  );
  if (idle?.idleFrom != null)
    return [step("rule.disabled-since", "no", { at: idle.idleFrom, values: { since: idle.idleFrom.toISOString() } })];
  return there.length > 0 ? [step("rule.enabled", "yes")] : [statusNow(rule, null)];
}

function statusNow({ status }: RuleRow, since: Date | null): ExplainStep {
  if (status === "enabled") return step("rule.enabled", "yes", { basis: "now" });
  if (since === null) return step("rule.disabled", "no", { basis: "now", values: { status } });
  return step("rule.disabled-since", "no", { basis: "now", at: since, values: { status, since: since.toISOString() } });
}

function changeStep({ at, by, enabled }: StatusChange): ExplainStep {
  const values = { by, since: at.toISOString() };
  return enabled ? step("rule.enabled-by", "yes", { at, values }) : step("rule.disabled-by", "no", { at, values });
}
