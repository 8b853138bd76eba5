import { AppError } from "@belfry/model";
import { createGate, runWithinLimits } from "@belfry/plugin-kit";
import type { JobResult, TemplateJob } from "./render-job.ts";

const module = new URL("./render-thread.ts", import.meta.url);

/** Leaves the other core to everybody else; the third message waits some milliseconds. */
const atOnce = createGate(2);
/** A template ends by its own limits (steps, sizes, two seconds) before; this ends what those do not see. */
const LONGEST_MS = 5_000;
const MEMORY_MB = 160;
/** A thread that is there is kept: loading it takes a hundred times as long as writing a mail. */
const IDLE_MS = 300_000;

/**
 * Reads or writes templates in a thread, which is ended when its time is over or its memory is used up.
 * @throws AppError TEMPLATE_FAILED when it was ended
 */
export function inTemplateThread(job: TemplateJob, longestMs = LONGEST_MS): Promise<JobResult> {
  return atOnce(new AbortController().signal, async () => {
    const limits = { longestMs, memoryMb: MEMORY_MB, idleMs: IDLE_MS };
    const work = await runWithinLimits<JobResult>(module, job, limits);
    if (work.ended === "done") return work.result;
    const reason =
      work.ended === "time"
        ? "It took too long and was ended."
        : "It used up the memory that templates have, or met an error of the engine, and was ended.";
    const remedy = "Write fewer items, or prepare them before.";
    throw new AppError("TEMPLATE_FAILED", { reason, remedy }, { cause: work.cause });
  });
}
