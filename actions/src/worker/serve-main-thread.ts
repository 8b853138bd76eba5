import { parentPort } from "node:worker_threads";
import { getHeapStatistics } from "node:v8";
import type { WorkerMessage } from "@belfry/plugin-kit";

/**
 * Does the pieces of work that this thread is given, one after the other, and sends each result. The last line of a worker
 * module. An error ends the thread and is thrown in the main thread; what is expected to go wrong is looked at there
 * beforehand.
 */
export function serveMainThread<Data, Result>(
  work: (data: Data, progress: (value: number) => void) => Promise<Result>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("This module runs in a worker thread only.");
  const send = (message: WorkerMessage<Result>) => port.postMessage(message);
  port.on("message", (data: Data) => {
    void work(data, (value) => send({ kind: "progress", value })).then((result) =>
      send({ kind: "done", result, heapBytes: getHeapStatistics().used_heap_size }),
    );
  });
}
