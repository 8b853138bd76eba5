import { runInWorker } from "./run-in-worker.ts";

export interface WorkLimits {
  /** How long the thread may work, in milliseconds, counted from when it reports that it has begun: loading it takes as long as the machine is busy. */
  readonly longestMs: number;
  /** The most memory the thread may use for objects, in MiB. @default 160 */
  readonly memoryMb?: number;
  /** How long the thread waits for more work afterwards, in milliseconds. @default 5_000 */
  readonly idleMs?: number;
}

/** What came of work that may not end by itself. */
export type LimitedWork<Result> =
  | { readonly ended: "done"; readonly result: Result }
  /** It took too long. */
  | { readonly ended: "time"; readonly cause: unknown }
  /** It used up its memory, or met an error that nobody expected. */
  | { readonly ended: "failure"; readonly cause: unknown };

const LOADING_MS = 60_000;

/**
 * Has a thread of the module do one piece of work that somebody else wrote, and ends the thread when its time is over or its
 * memory is used up. The module reports a progress first, whatever it is.
 */
export async function runWithinLimits<Result>(
  module: URL,
  data: unknown,
  { longestMs, ...thread }: WorkLimits,
): Promise<LimitedWork<Result>> {
  const ending = new AbortController();
  let timer = setTimeout(() => ending.abort(), LOADING_MS);
  const onProgress = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ending.abort(), longestMs);
  };
  try {
    const result = await runInWorker<Result>(module, data, { ...thread, signal: ending.signal, onProgress });
    return { ended: "done", result };
  } catch (cause) {
    return { ended: ending.signal.aborted ? "time" : "failure", cause };
  } finally {
    clearTimeout(timer);
  }
}
