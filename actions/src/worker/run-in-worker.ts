/**
 * Work that would hold up the loop runs in a thread of its own, which is ended when the signal aborts: a workbook that
 * nobody waits for any more must not keep a core busy.
 */
import { Worker } from "node:worker_threads";
import { ActionFailure } from "@belfry/plugin-kit";
import type { WorkerMessage } from "./serve-main-thread.ts";

export interface WorkerRun {
  readonly signal: AbortSignal;
  /** Called for each value that the worker reports on its way. */
  readonly onProgress?: (value: number) => void;
  /** The most memory the thread may use for objects, in MiB. @default 160 */
  readonly memoryMb?: number;
}

/**
 * Starts the module as a thread with `data`, and resolves with what its work returned. The module calls `serveMainThread`.
 * @throws ActionFailure `WORKER_OUT_OF_MEMORY`; the error of the work; the reason of the signal when it aborts
 */
export async function runInWorker<Result>(module: URL, data: unknown, run: WorkerRun): Promise<Result> {
  run.signal.throwIfAborted();
  const worker = new Worker(module, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: run.memoryMb ?? 160, maxYoungGenerationSizeMb: 16 },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const abort = () => reject(run.signal.reason as Error);
  run.signal.addEventListener("abort", abort, { once: true });
  worker.on("message", (message: WorkerMessage<Result>) => {
    if (message.kind === "done") resolve(message.result);
    else run.onProgress?.(message.value);
  });
  worker.once("error", (error: Error) => reject(isOutOfMemory(error) ? outOfMemory(error) : error));
  worker.once("exit", (code) => reject(new Error(`The worker thread ended with code ${code} and without a result.`)));
  try {
    return await promise;
  } finally {
    run.signal.removeEventListener("abort", abort);
    await worker.terminate();
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
