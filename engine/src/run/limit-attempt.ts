import { abortWith } from "@belfry/plugin-kit";
import type { Deadlines } from "../node/deadlines.ts";

export interface AttemptLimit extends Disposable {
  /** Aborted with the parent, or when the time is over. */
  readonly signal: AbortSignal;
}

/** A signal for one attempt. */
export function limitAttempt(
  parent: AbortSignal,
  limit: { readonly deadlines: Deadlines; readonly at: Date; readonly reason: () => Error },
): AttemptLimit {
  const linked = abortWith(parent);
  const takeBack = limit.deadlines.add(limit.at, () => linked.abort(limit.reason()));
  return {
    signal: linked.signal,
    [Symbol.dispose]() {
      takeBack();
      linked[Symbol.dispose]();
    },
  };
}
