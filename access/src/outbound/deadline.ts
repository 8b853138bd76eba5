/** One signal for a whole request: the caller's, and a time limit that runs until the answer is read. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether the time limit ended it. */
  readonly isOver: boolean;
  /** Stops the clock. Safe to call twice. */
  clear(): void;
}

export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, timeoutMs);
  // An answer that nobody reads must not keep a process from ending.
  timer.unref();
  const onAbort = () => controller.abort(caller?.reason);
  if (caller?.aborted === true) onAbort();
  else caller?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    get isOver() {
      return isOver;
    },
    clear() {
      clearTimeout(timer);
      // The caller's signal lives as long as an execution, which may make a million requests.
      caller?.removeEventListener("abort", onAbort);
    },
  };
}
