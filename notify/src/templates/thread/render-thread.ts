/**
 * The thread in which templates are read and written: whatever a template does, it holds up this thread and not the process,
 * and the process ends it when its time is over.
 */
import { parentPort } from "node:worker_threads";
import type { WorkerMessage } from "@belfry/plugin-kit";
import type { JobResult, TemplateJob } from "./render-job.ts";
import { runJob } from "./run-job.ts";

const port = parentPort;
if (port === null) throw new Error("This module runs in a worker thread only.");
const tell = (message: WorkerMessage<JobResult>) => port.postMessage(message);
port.on("message", (job: TemplateJob) => {
  // From here on its time counts: loading this thread took as long as the machine was busy.
  tell({ kind: "progress", value: 0 });
  // No memory is reported: it is limited, and a thread that is thrown away for what it has not collected yet would be loaded
  // anew for each large mail.
  tell({ kind: "done", result: runJob(job), heapBytes: 0 });
});
