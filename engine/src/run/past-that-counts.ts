import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { CompiledStep } from "./compiled-step.ts";

/**
 * The past of an execution without what a person's retry has undone: where a step with `retryFrom` failed and the
 * execution was retried, it and every step back to the one it names are done anew.
 */
export function pastThatCounts(
  past: readonly PastRun[],
  steps: readonly Pick<CompiledStep, "id" | "retryFrom">[],
  redrive: number,
): readonly PastRun[] {
  const places = new Map(steps.map(({ id }, place) => [id, place]));
  const undone = steps.flatMap(({ id, retryFrom }, to) => {
    const from = retryFrom === undefined ? undefined : places.get(retryFrom);
    if (from === undefined) return [];
    // A failure of the present redrive is not followed by a retry yet.
    const failed = past.filter((run) => run.action === id && run.state === "failed" && run.redrive < redrive);
    return failed.map((run) => ({ from, to, upTo: run.redrive }));
  });
  if (undone.length === 0) return past;
  return past.filter((run) => {
    const place = places.get(run.action);
    if (place === undefined) return true;
    return !undone.some(({ from, to, upTo }) => from <= place && place <= to && run.redrive <= upTo);
  });
}
