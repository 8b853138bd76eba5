import type { Deadlines } from "../node/deadlines.ts";

export interface AttemptLimit extends Disposable {
  /** Aborted with the parent, or when the time is over. */
  readonly signal: AbortSignal;
}

/**
 * A signal for one attempt. Linked by hand: `AbortSignal.any` keeps weak references for each of the millions of attempts
 * of a day and was a tenth of the time of a busy worker.
 */
export function limitAttempt(
  parent: AbortSignal,
  limit: { readonly deadlines: Deadlines; readonly at: Date; readonly reason: () => Error },
): AttemptLimit {
  const controller = new AbortController();
  const stop = () => controller.abort(parent.reason);
  if (parent.aborted) stop();
  else parent.addEventListener("abort", stop, { once: true });
  const takeBack = limit.deadlines.add(limit.at, () => controller.abort(limit.reason()));
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      takeBack();
      parent.removeEventListener("abort", stop);
    },
  };
}
