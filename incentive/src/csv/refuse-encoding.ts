import { Transform } from "node:stream";
import { AppError } from "@belfry/model";
import { findColumns } from "./contract-columns.ts";

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
  let bytes = 0;
  let head = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (head.length < 4_096) head = Buffer.concat([head, chunk.subarray(0, 4_096 - head.length)]);
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        done(unreadable(file, seemsToBe(head), bytes));
        return;
      }
      bytes += chunk.length;
      done(undefined, chunk);
    },
    flush(done) {
      try {
        decoder.decode();
        done();
      } catch {
        done(unreadable(file, seemsToBe(head), bytes));
      }
    },
  });
}

function unreadable(file: string, encoding: string | undefined, bytes: number): AppError {
  const seems = encoding === undefined ? "It is not UTF-8." : `It is ${encoding} and not UTF-8.`;
  return new AppError("CONTRACTS_UNREADABLE", {
    file,
    encoding,
    reason: `${file} cannot be read: ${seems} The first byte that is none stands behind byte ${bytes}.`,
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
