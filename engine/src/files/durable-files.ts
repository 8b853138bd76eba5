/**
 * Files that are still there after the power failed. A reference is handed out only after the content, the name and the
 * folder were synced, in this order; until then the content lies under another name in a scratch folder, so that a
 * half-written file never has a name that a reference could mean.
 */
import { mkdir, open, realpath, rename, stat } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { AppError } from "@belfry/model";

/** Gives a finished file its final place, durably. Both places must be on one disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const handle = await open(from, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  const day = dirname(to);
  // mkdir names the first folder it had to make: then the folder above has a new entry that must survive as well.
  const made = await mkdir(day, { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncFolder(day);
  if (made !== undefined) await syncUpTo(dirname(day), dirname(made));
}

async function syncUpTo(folder: string, last: string): Promise<void> {
  await syncFolder(folder);
  if (folder.length > last.length) await syncUpTo(dirname(folder), last);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The real path of a file that a tool says it wrote, and its size.
 * @throws AppError `ARTIFACT_NOT_FOUND` when it is missing, no plain file, or lies (also by a link) outside of the folder
 */
export async function fileInside(folder: string, path: string): Promise<{ path: string; bytes: number }> {
  const real = await realpath(path).catch((cause: unknown) => {
    throw new AppError("ARTIFACT_NOT_FOUND", { path }, { cause });
  });
  if (!real.startsWith((await realpath(folder)) + sep)) {
    throw new AppError("ARTIFACT_NOT_FOUND", {
      path,
      reason: "It lies outside of the scratch folder of this attempt.",
    });
  }
  const found = await stat(real);
  if (!found.isFile()) throw new AppError("ARTIFACT_NOT_FOUND", { path, reason: "It is not a file." });
  return { path: real, bytes: found.size };
}

/** Runs file work; a full disk comes out under its own code, so that the engine parks the work instead of failing it. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (hasCode(error, "ENOSPC") || hasCode(error, "EDQUOT")) throw new AppError("DISK_FULL", {}, { cause: error });
    throw error;
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
