import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import type { RunnerDeps } from "./execution-frame.ts";
import { StopReason } from "./stop-reason.ts";

export interface TimeLimit extends Disposable {
  /** When the time of the whole execution is over; nothing when its rule sets no limit. */
  readonly at: Date | undefined;
  /** Aborted with `outer`, or when the time is over. */
  readonly signal: AbortSignal;
}

/**
 * The time limit of a whole execution. It counts from its creation, waits included; after a person's retry from where it
 * began again, or a report that failed at six could not be sent at nine.
 */
export function limitExecution(
  deps: Pick<RunnerDeps, "deadlines" | "now">,
  claimed: ClaimedExecution,
  timeoutMs: number | undefined,
  outer: AbortSignal,
): TimeLimit {
  if (timeoutMs === undefined) return { at: undefined, signal: outer, [Symbol.dispose]: () => undefined };
  const controller = new AbortController();
  const from = claimed.redrive === 0 ? claimed.createdAt : claimed.startedAt;
  const at = new Date(from.getTime() + timeoutMs);
  const stop = () => controller.abort(outer.reason);
  const fire = () => {
    const text = `The execution took longer than its time limit of ${timeoutMs} ms.`;
    controller.abort(new StopReason("execution-timeout", text));
  };
  if (outer.aborted) stop();
  else outer.addEventListener("abort", stop, { once: true });
  let takeBack: (() => void) | undefined;
  // What this node takes for now is that of its last tick: one that was claimed at its very limit must not begin again.
  if (at <= claimed.claimedAt || at <= deps.now()) fire();
  else takeBack = deps.deadlines.add(at, fire);
  return {
    at,
    signal: controller.signal,
    [Symbol.dispose]() {
      takeBack?.();
      outer.removeEventListener("abort", stop);
    },
  };
}
