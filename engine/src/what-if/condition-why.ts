import type { EngineCore } from "../engine-core.ts";
import type { ExplainStep } from "../explain/explanation.ts";
import { keptConditionStep } from "../explain/kept-condition.ts";
import type { ConditionVerdict } from "../rules/evaluate-condition.ts";

/** Why a condition did not hold in a replay, with the values it had. */
export function scopeStepsOf(
  { rules }: Pick<EngineCore, "rules">,
  verdict: Exclude<ConditionVerdict, { kind: "true" }>,
  decidedAt: Date,
): () => readonly ExplainStep[] {
  const failed = verdict.kind === "error";
  const detail = failed ? { message: verdict.message, ...verdict.detail } : verdict.detail;
  return () => {
    const step = keptConditionStep(detail, { failed, decidedAt, surroundings: { timezone: rules.timeZone } });
    return step === undefined ? [] : [{ ...step, basis: "now" }];
  };
}
