/**
 * The rate limit of an edited rule that skips what exceeds it. It counts like the real one, but only what is replayed: what
 * people started and what was let through before the replayed time took turns as well, and nobody knows them here.
 */
import { step } from "../explain/explanation.ts";
import { stepUs } from "../rates/gcra.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { fires, type Outcome } from "./outcome.ts";

/** What fires in a replay, without what the limit of the rule would have skipped. */
export function replayRate({ rate }: Pick<CompiledRule, "rate">, outcomes: readonly Outcome[]): readonly Outcome[] {
  if (rate?.onLimit !== "skip") return outcomes;
  const stepMs = stepUs(rate.rate) / 1_000;
  const tolerance = (rate.rate.burst - 1) * stepMs;
  let next = Number.NEGATIVE_INFINITY;
  // Events of one moment by their numbers, as they came in.
  const inOrder = outcomes.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.eventId ?? 0) - (b.eventId ?? 0));
  return inOrder.map((outcome) => {
    if (!fires(outcome)) return outcome;
    const now = outcome.at.getTime();
    if (next - tolerance <= now) {
      next = Math.max(next, now) + stepMs;
      return outcome;
    }
    const until = new Date(Math.ceil(next - tolerance)).toISOString();
    return {
      ...outcome,
      fate: "rate-limited",
      why: () => [step("limit.rate", "no", { basis: "now", values: { until } })],
    };
  });
}
