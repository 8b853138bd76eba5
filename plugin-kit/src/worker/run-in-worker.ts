/**
 * Work that would hold up the loop runs in a thread of its own, which is ended when the signal aborts: a workbook that
 * nobody waits for any more must not keep a core busy.
 */
import { Worker } from "node:worker_threads";
import { ActionFailure } from "../failure.ts";
import { keepIdleThread, takeIdleThread } from "./idle-threads.ts";
import type { WorkerMessage } from "./worker-message.ts";

export interface WorkerRun {
  readonly signal: AbortSignal;
  /** Called for each value that the worker reports on its way. */
  readonly onProgress?: (value: number) => void;
  /** The most memory the thread may use for objects, in MiB. @default 160 */
  readonly memoryMb?: number;
  /** How long the thread waits for more work afterwards, in milliseconds. @default 5_000 */
  readonly idleMs?: number;
}

/**
 * Has a thread of the module do one piece of work, and resolves with what it returned. The module answers each message with
 * `WorkerMessage`s.
 * @throws ActionFailure `WORKER_OUT_OF_MEMORY`; the error of the work; the reason of the signal when it aborts
 */
export async function runInWorker<Result>(module: URL, data: unknown, run: WorkerRun): Promise<Result> {
  run.signal.throwIfAborted();
  const { memoryMb = 160, idleMs } = run;
  const name = `${module.href} ${memoryMb}`;
  const thread =
    takeIdleThread(name) ??
    new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 } });
  try {
    const { result, heapBytes } = await doneBy<Result>(thread, data, run);
    await keepIdleThread(name, thread, { heapBytes, ...(idleMs === undefined ? {} : { idleMs }) });
    return result;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

async function doneBy<Result>(
  thread: Worker,
  data: unknown,
  run: WorkerRun,
): Promise<Extract<WorkerMessage<Result>, { kind: "done" }>> {
  const { promise, resolve, reject } = Promise.withResolvers<Extract<WorkerMessage<Result>, { kind: "done" }>>();
  const abort = () => reject(run.signal.reason as Error);
  const hear = (message: WorkerMessage<Result>) => {
    if (message.kind === "done") resolve(message);
    else run.onProgress?.(message.value);
  };
  const fail = (error: Error) => reject(isOutOfMemory(error) ? outOfMemory(error) : error);
  const end = (code: number) => reject(new Error(`The worker thread ended with code ${code} and without a result.`));
  run.signal.addEventListener("abort", abort, { once: true });
  thread.on("message", hear).on("error", fail).on("exit", end);
  try {
    thread.postMessage(data);
    return await promise;
  } finally {
    run.signal.removeEventListener("abort", abort);
    thread.off("message", hear).off("error", fail).off("exit", end);
  }
}

function isOutOfMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function outOfMemory(cause: Error): ActionFailure {
  return new ActionFailure(
    "The work needed more memory than one worker thread may use. Give it fewer or smaller rows.",
    {
      class: "runtime",
      code: "WORKER_OUT_OF_MEMORY",
      cause,
    },
  );
}
