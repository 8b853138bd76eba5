import { statfs } from "node:fs/promises";
import { AppError } from "@belfry/model";
import { diskFull } from "./file-errors.ts";

/** Below this a server cannot even write its pid file and a page of its log. */
const NO_ROOM_BYTES = 256 * 1024;

/** What the system says, and what PostgreSQL adds when only part of a page could be written. */
const DISK_FULL = /No space left on device|Disk quota exceeded|Check free disk space/;

/** How many lines of the server's own words an error repeats. */
const TAIL_LINES = 8;

/**
 * Why a program of PostgreSQL did not do its work, from what it wrote.
 *
 * On a full disk the server often cannot write even its last words, so an empty disk is looked for as well.
 */
export async function startFailure(options: {
  readonly folder: string;
  readonly output: string;
  /** What failed: `initdb`, `The server (exit code 1)`. */
  readonly what: string;
  readonly logFile?: string;
}): Promise<AppError> {
  const lastLines = lastLinesOf(options.output);
  const cause = new Error(`${options.what}: ${lastLines}`);
  if (DISK_FULL.test(options.output) || (await hasNoRoom(options.folder))) {
    return diskFull(options.folder, { cause });
  }
  return new AppError(
    "DATABASE_START_FAILED",
    {
      folder: options.folder,
      ...(options.logFile === undefined ? {} : { logFile: options.logFile }),
      lastLines,
      reason: `${options.what} failed${lastLines === "" ? "." : ` and said:\n${lastLines}`}`,
    },
    { cause },
  );
}

export function lastLinesOf(output: string): string {
  return output.trim().split("\n").slice(-TAIL_LINES).join("\n");
}

async function hasNoRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < NO_ROOM_BYTES;
}
