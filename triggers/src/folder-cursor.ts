/**
 * Which files of a folder are new and complete. A file is complete when it had the same size and time at a look before,
 * long enough ago; one that is written again counts again. Files are remembered by hashes: names of people stand in names
 * of files, and a cursor is kept for long.
 *
 * What is gone is remembered for a while: a drive that was not there for an hour must not bring all of its files anew.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { WatchedFile } from "./folder-files.ts";

export const FolderCursor = z.object({
  /** Hashes of those that counted, the oldest first. */
  seen: z.array(z.string()),
  /** Hashes of those that may still be written, with when they were first seen so. */
  waiting: z.record(z.string(), z.number()),
});
export type FolderCursor = z.infer<typeof FolderCursor>;

export interface Look {
  readonly files: readonly WatchedFile[];
  readonly now: number;
  /** How long a file has to stay as it is. */
  readonly apartMs: number;
  /** Whether files count that are there at the first look. */
  readonly existing: boolean;
}

/** So many fire with one look; the others wait for the next. */
const AT_ONCE = 500;
/** As many as a folder may hold; of what is gone the oldest are forgotten beyond it. */
const MOST_SEEN = 10_000;
/** A clock that two nodes read is not the same to the millisecond. */
const SLACK_MS = 100;

/** Compares a look with the looks before it. Pure. */
export function lookAtFiles(
  { files, now, apartMs, existing }: Look,
  before: FolderCursor | undefined,
): { readonly complete: readonly WatchedFile[]; readonly cursor: FolderCursor; readonly more: boolean } {
  const found = files.map((file) => ({ file, key: keyOf(file) }));
  if (before === undefined && !existing) {
    return { complete: [], cursor: { seen: found.map(({ key }) => key), waiting: {} }, more: false };
  }
  const seen = new Set(before?.seen);
  const waiting: Record<string, number> = {};
  const ready: typeof found = [];
  for (const one of found) {
    if (seen.has(one.key)) continue;
    const since = before?.waiting[one.key];
    // A clock that was set back must not keep a file waiting until it has come round again.
    if (since !== undefined && Math.abs(now - since) >= apartMs - SLACK_MS) ready.push(one);
    waiting[one.key] = since ?? now;
  }
  ready.sort((a, b) => a.file.modifiedMs - b.file.modifiedMs || (a.file.name < b.file.name ? -1 : 1));
  const fired = ready.slice(0, AT_ONCE);
  for (const { key } of fired) {
    delete waiting[key];
    seen.add(key);
  }
  const here = new Set(found.map(({ key }) => key));
  for (const key of seen) {
    if (seen.size <= MOST_SEEN) break;
    if (!here.has(key)) seen.delete(key);
  }
  return {
    complete: fired.map(({ file }) => file),
    cursor: { seen: [...seen], waiting },
    more: ready.length > fired.length,
  };
}

function keyOf({ name, size, modifiedMs }: WatchedFile): string {
  return createHash("sha256")
    .update(JSON.stringify([name, size, modifiedMs]))
    .digest("base64url")
    .slice(0, 14);
}
