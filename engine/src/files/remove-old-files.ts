import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "./durable-files.ts";
import { dayOf, kindFolder, type FileKind } from "./file-ids.ts";

/** Removes the files written on days (UTC) before that of `date`; a day goes as a whole. Returns how many files went. */
export async function removeOlderThan(folder: string, kind: FileKind, date: Date): Promise<number> {
  const limit = dayOf(date);
  const days = kindFolder(folder, kind);
  let removed = 0;
  for (const day of await namesIn(days)) {
    if (!/^\d{8}$/.test(day) || day >= limit) continue;
    removed += (await namesIn(join(days, day))).length;
    await rm(join(days, day), { recursive: true, force: true });
  }
  return removed;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // Nothing was kept yet.
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
