import { copyFile, open, rename, stat, truncate, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { hasErrno } from "./file-errors.ts";

/** A statement that fails in a loop writes megabytes an hour; nobody reads more than the last of them. */
const LARGEST_LOG_BYTES = 16 * 1024 * 1024;

export function logFileIn(home: string): string {
  return join(home, "postgres.log");
}

/** Puts the log of the run before aside, as `postgres.log.1`. */
export async function rotateLog(file: string): Promise<void> {
  try {
    await rename(file, `${file}.1`);
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
  }
}

/** Opens the log for the server to append to, so that it can be cut while the server writes. */
export function openLog(file: string): Promise<FileHandle> {
  return open(file, "a", 0o600);
}

/** Cuts a log that has grown too large; what it held goes to `postgres.log.1`. */
export async function cutLog(file: string): Promise<void> {
  if ((await logLength(file)) < LARGEST_LOG_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

export async function logLength(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return 0;
    throw error;
  }
}

/** What was written behind that position, at most the last 64 KiB. */
export async function readLogFrom(file: string, position: number): Promise<string> {
  await using handle = await open(file, "r");
  const { size } = await handle.stat();
  const start = Math.max(position > size ? 0 : position, size - 64 * 1024);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
  return buffer.toString("utf8", 0, bytesRead);
}
