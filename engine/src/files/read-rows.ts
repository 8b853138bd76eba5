import { createReadStream } from "node:fs";
import { AppError } from "@belfry/model";
import type { Row } from "@belfry/plugin-kit";
import { hasCode } from "./durable-files.ts";
import { lineToRow, longestRowBytes, tooLong } from "./row-lines.ts";

const lineFeed = 0x0a;

/** Streams the rows of an NDJSON file. Holds one chunk and at most one long line; leaving the loop early closes the file. */
export async function* readRows(path: string): AsyncGenerator<Row, void, undefined> {
  let number = 0;
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      number += 1;
      if (line !== "") yield lineToRow(line, number);
    }
  }
}

async function* readLines(path: string): AsyncGenerator<readonly string[], void, undefined> {
  // The beginning of a line whose end has not come yet, in pieces: joining them at every chunk would be quadratic.
  let open: Buffer[] = [];
  let openBytes = 0;
  let lines = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(lineFeed);
      if (end === -1) {
        open.push(chunk);
        openBytes += chunk.length;
      } else {
        const complete = Buffer.concat([...open, chunk.subarray(0, end)])
          .toString("utf8")
          .split("\n");
        open = end + 1 === chunk.length ? [] : [chunk.subarray(end + 1)];
        openBytes = chunk.length - end - 1;
        lines += complete.length;
        yield complete;
      }
      // A file that is one endless line would otherwise fill the memory.
      if (openBytes > longestRowBytes) throw tooLong(lines + 1);
    }
  } catch (error) {
    if (hasCode(error, "ENOENT")) throw new AppError("ARTIFACT_NOT_FOUND", {}, { cause: error });
    throw error;
  }
  if (openBytes > 0) yield [Buffer.concat(open).toString("utf8")];
}
