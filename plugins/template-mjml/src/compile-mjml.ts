import { createGate, runWithinLimits, type CompiledMjml } from "@belfry/plugin-kit";

const module = new URL("./mjml-thread.ts", import.meta.url);

/** Somebody waits for each of them at a screen; the second one waits some tenths of a second. */
const atOnce = createGate(1);
/** A mail takes some hundredths of a second. What takes so much longer was not written to be read. */
const LONGEST_MS = 5_000;
const MEMORY_MB = 200;
const IDLE_MS = 60_000;

/** Makes HTML of MJML in a thread, which is ended when its time is over or its memory is used up. Nothing is read from disk. */
export function compileMjml(source: string, longestMs = LONGEST_MS): Promise<CompiledMjml> {
  return atOnce(new AbortController().signal, async () => {
    const limits = { longestMs, memoryMb: MEMORY_MB, idleMs: IDLE_MS };
    const work = await runWithinLimits<CompiledMjml>(module, source, limits);
    if (work.ended === "done") return work.result;
    const message =
      work.ended === "time"
        ? "The MJML took too long and was given up: it has too many elements."
        : "The MJML used up the memory that it may use, or met an error of the compiler: it has too many elements.";
    return { html: "", problems: [{ message }] };
  });
}
