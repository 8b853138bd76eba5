import { parentPort, workerData } from "node:worker_threads";

/** What a worker thread tells the main thread. */
export type WorkerMessage<Result> =
  | { readonly kind: "progress"; readonly value: number }
  | { readonly kind: "done"; readonly result: Result };

/**
 * Does the work of this thread with the data it was started with, and sends the result. The last line of a worker module.
 * An error ends the thread and is thrown in the main thread; what is expected to go wrong is looked at there beforehand.
 */
export function serveMainThread<Data, Result>(
  work: (data: Data, progress: (value: number) => void) => Promise<Result>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("This module runs in a worker thread only.");
  const send = (message: WorkerMessage<Result>) => port.postMessage(message);
  void work(workerData as Data, (value) => send({ kind: "progress", value })).then((result) =>
    send({ kind: "done", result }),
  );
}
