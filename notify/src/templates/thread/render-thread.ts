/**
 * The thread in which templates are read and written: whatever a template does, it holds up this thread and not the process,
 * and the process ends it when its time is over.
 */
import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import type { WorkerMessage } from "@belfry/plugin-kit";
import type { JobResult, TemplateJob } from "./render-job.ts";
import { runJob } from "./run-job.ts";

/**
 * What a thread may hold after a job and be kept, in bytes: more than a large mail leaves behind, for loading the thread anew takes
 * a hundred times as long as writing a mail. A thread that is near its limit must not be kept: when the next job does not fit in
 * any more, the engine does not end the thread but the process.
 */
const MUCH = 96 * 1024 * 1024;

const port = parentPort;
if (port === null) throw new Error("This module runs in a worker thread only.");
const tell = (message: WorkerMessage<JobResult>) => port.postMessage(message);
port.on("message", (job: TemplateJob) => {
  // From here on its time counts: loading this thread took as long as the machine was busy.
  tell({ kind: "progress", value: 0 });
  const result = runJob(job);
  const held = getHeapStatistics().used_heap_size;
  tell({ kind: "done", result, heapBytes: held > MUCH ? held : 0 });
});
