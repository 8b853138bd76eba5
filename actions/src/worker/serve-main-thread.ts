import { parentPort, workerData } from "node:worker_threads";
import { isActionFailure, type ActionFailure } from "@belfry/plugin-kit";

/** What a worker thread tells the main thread. An error loses its own fields on the way, so failures travel as data. */
export type WorkerMessage<Result> =
  | { readonly kind: "progress"; readonly value: number }
  | { readonly kind: "done"; readonly result: Result }
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly class: ActionFailure["failureClass"];
      readonly code: string;
    };

/** Does the work of this thread with the data it was started with, and sends the result. The last line of a worker module. */
export function serveMainThread<Data, Result>(
  work: (data: Data, progress: (value: number) => void) => Promise<Result>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("This module runs in a worker thread only.");
  const send = (message: WorkerMessage<Result>) => port.postMessage(message);
  work(workerData as Data, (value) => send({ kind: "progress", value })).then(
    (result) => send({ kind: "done", result }),
    (error: unknown) => {
      // Anything else is a bug of ours: let it end the thread, so that its stack reaches the main thread.
      if (!isActionFailure(error)) throw error;
      send({ kind: "failed", message: error.message, class: error.failureClass, code: error.code });
    },
  );
}
