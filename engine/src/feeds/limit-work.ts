import { ActionFailure } from "@belfry/plugin-kit";
import type { FeedDeps } from "./held-feed.ts";

/** How long a trigger may take to answer a question or to connect. */
const FEED_LIMIT_MS = 60_000;

export interface WorkLimits<T> {
  /** Ends the wait with its reason. */
  readonly stop: AbortSignal;
  /** Ends the wait when it rejects. */
  readonly broken?: Promise<never>;
  /** Gets what comes when nobody waits for it any more. */
  readonly late?: (value: T) => void;
}

/** Does what a trigger is asked for, within a time, and does not wait longer for one that does not heed its signal. */
export async function limitWork<T>(
  deps: Pick<FeedDeps, "deadlines" | "now">,
  work: () => Promise<T>,
  { stop, broken, late }: WorkLimits<T>,
): Promise<T> {
  const over = Promise.withResolvers<never>();
  const stopped = () => over.reject(stop.reason);
  if (stop.aborted) stopped();
  else stop.addEventListener("abort", stopped, { once: true });
  const takeBack = deps.deadlines.add(new Date(deps.now().getTime() + FEED_LIMIT_MS), () => {
    const message = `The other side did not answer within ${FEED_LIMIT_MS / 1_000} seconds.`;
    over.reject(new ActionFailure(message, { class: "timeout", code: "FEED_TIMEOUT" }));
  });
  const working = work();
  let isLate = false;
  working.then(
    (value) => {
      if (isLate) late?.(value);
    },
    // Nobody waits for it any more; why it was left is known.
    () => undefined,
  );
  try {
    return await Promise.race([working, over.promise, ...(broken === undefined ? [] : [broken])]);
  } catch (error) {
    isLate = true;
    throw error;
  } finally {
    takeBack();
    stop.removeEventListener("abort", stopped);
  }
}
