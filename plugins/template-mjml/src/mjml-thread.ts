/**
 * The thread in which MJML is compiled: whatever somebody wrote, it holds up this thread and not the process, which ends it
 * when its time is over.
 */
import { parentPort } from "node:worker_threads";
import type { CompiledMjml, WorkerMessage } from "@belfry/plugin-kit";
import { htmlOfMjml } from "./html-of-mjml.ts";

const port = parentPort;
if (port === null) throw new Error("This module runs in a worker thread only.");
const tell = (message: WorkerMessage<CompiledMjml>) => port.postMessage(message);
port.on("message", (source: string) => {
  // From here on its time counts.
  tell({ kind: "progress", value: 0 });
  // No memory is reported: it is limited, and what was not collected yet is no reason to load the compiler anew.
  void htmlOfMjml(source).then((result) => tell({ kind: "done", result, heapBytes: 0 }));
});
