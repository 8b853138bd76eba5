import type { Readable } from "node:stream";

/** Longer lines are cut: one line of a gigabyte would be one string of a gigabyte. */
const LINE_AT_MOST = 4_096;

/**
 * Hands on each line of a stream as it comes, and drops what comes after `linesAtMost` of them. Everything is read, so that
 * the other side never waits for a full pipe.
 */
export function readLines(
  stream: Readable,
  { linesAtMost, onLine }: { readonly linesAtMost: number; readonly onLine: (line: string) => void },
): { readonly isCut: () => boolean; end(): void } {
  let left = linesAtMost;
  let isCut = false;
  let pending = "";
  const say = (line: string) => {
    if (line.length > LINE_AT_MOST) isCut = true;
    if (left > 0) onLine(line.slice(0, LINE_AT_MOST).toWellFormed().replaceAll("\0", "\uFFFD"));
    else isCut = true;
    left -= 1;
  };
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = (pending + text).split("\n");
    pending = lines.pop() ?? "";
    // What is too long to be shown is not kept either.
    if (pending.length > LINE_AT_MOST + 1) pending = pending.slice(0, LINE_AT_MOST + 1);
    for (const line of lines) say(line.replace(/\r$/, ""));
  });
  return {
    isCut: () => isCut,
    end() {
      if (pending !== "") say(pending);
      pending = "";
    },
  };
}
