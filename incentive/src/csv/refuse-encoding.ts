import { Transform } from "node:stream";
import { AppError } from "@belfry/model";
import { findColumns } from "./contract-columns.ts";

const LINE_FEED = 0x0a;

/** What a spreadsheet program is to do about it. */
const remedy = "Save the file as “CSV UTF-8” and hand it in again; nothing was counted.";

/**
 * Lets bytes through as long as they are UTF-8, with or without a byte order mark.
 *
 * @throws AppError `CONTRACTS_UNREADABLE`, through the stream: which encoding the file seems to have. Reading on would turn
 * names into replacement characters, and then two people are one.
 */
export function refuseOtherEncodings(file: string): Transform {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  /** How many rows ended before this piece. */
  let rows = 0;
  let head = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (head.length < 4_096) head = Buffer.concat([head, chunk.subarray(0, 4_096 - head.length)]);
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        done(unreadable(file, seemsToBe(head), rows + rowInside(chunk)));
        return;
      }
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) rows += 1;
      done(undefined, chunk);
    },
    flush(done) {
      try {
        decoder.decode();
        done();
      } catch {
        done(unreadable(file, seemsToBe(head), rows + 1));
      }
    },
  });
}

/** Which row of a piece is not UTF-8, from 1; the first one when it began before the piece. */
function rowInside(chunk: Buffer): number {
  let row = 1;
  for (let from = chunk.indexOf(LINE_FEED) + 1; from > 0 && from < chunk.length;) {
    row += 1;
    const end = chunk.indexOf(LINE_FEED, from);
    const line = chunk.subarray(from, end === -1 ? chunk.length : end);
    try {
      // The last one may go on in the next piece.
      new TextDecoder("utf-8", { fatal: true }).decode(line, { stream: end === -1 });
    } catch {
      return row;
    }
    from = end + 1;
  }
  return 1;
}

function unreadable(file: string, encoding: string | undefined, row: number): AppError {
  const seems = encoding === undefined ? "It is not UTF-8." : `It is ${encoding} and not UTF-8.`;
  return new AppError("CONTRACTS_UNREADABLE", {
    file,
    encoding,
    row,
    reason: `${file} cannot be read: ${seems} Row ${row} is the first that is not.`,
    remedy,
  });
}

function seemsToBe(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "UTF-16";
  const [line = ""] = new TextDecoder("gb18030").decode(head).split(/\r?\n/, 1);
  const names = line.split(",").map((name) => name.replaceAll('"', ""));
  // Its columns can be read that way, or at least its characters are Chinese ones.
  if (Object.keys(findColumns(names)).length > 0 || /\p{Script=Han}{2}/u.test(line)) return "GB18030 (GBK)";
  return undefined;
}
