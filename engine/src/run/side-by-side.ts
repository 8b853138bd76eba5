/** What branches and the items of a loop have in common: several things go on at once, in one execution. */
import type { PendingOutcome, StepOutcome } from "./step-outcome.ts";

/** Resolves or rejects only when nothing of it runs any more: what still ran would write beside those who come next. */
export async function settleAll<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((ended) => {
    if (ended.status === "rejected") throw ended.reason;
    return ended.value;
  });
}

/**
 * When an execution goes on of which several parts come back later: as soon as the first of them does. The others find
 * that their time has not come. Nothing when none does.
 */
export function pendingOf(outcomes: readonly (StepOutcome | undefined)[]): PendingOutcome | undefined {
  const pending = outcomes.filter((outcome) => outcome?.kind === "waiting" || outcome?.kind === "retry");
  // While one waits to be woken, the whole has to be: it is shown as waiting, also when another is tried again.
  const shown = pending.find(({ kind }) => kind === "waiting") ?? pending[0];
  if (shown === undefined) return undefined;
  const { run: _written, delayMs: _delay, until: _until, ...rest } = shown;
  const delayMs = least(pending.map((one) => one.delayMs));
  const until = least(pending.map((one) => one.until?.getTime()));
  // Parked for two connections, it is woken for the first; it is parked for the other when it comes there again.
  const connection = pending.find((one) => one.kind === "waiting" && one.connection !== undefined);
  return {
    ...rest,
    ...(connection?.kind === "waiting" && connection.connection !== undefined && { connection: connection.connection }),
    ...(delayMs !== undefined && { delayMs }),
    ...(until !== undefined && { until: new Date(until) }),
  };
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
