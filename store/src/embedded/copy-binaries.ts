import { createHash, randomBytes } from "node:crypto";
import { constants, type Dirent } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { hasErrno } from "./file-errors.ts";

export interface CopyBinariesOptions {
  readonly from: string;
  /** The folder in which the copy gets a folder of its own, named by its content. */
  readonly into: string;
  /** Called with the copy before it gets its final name. */
  readonly complete: (folder: string) => Promise<void>;
}

/**
 * Copies what the server needs, readable for every user, and gives the copy its name only when it is complete: a start
 * that is killed meanwhile leaves nothing that a later start takes for a copy.
 */
export async function copyBinaries(options: CopyBinariesOptions): Promise<{ folder: string; isNew: boolean }> {
  const entries = await entriesToCopy(options.from);
  const folder = join(options.into, `postgresql-${await contentKey(options.from, entries)}`);
  if (await exists(folder)) return { folder, isNew: false };

  const unfinished = join(options.into, `.unfinished-${randomBytes(6).toString("hex")}`);
  try {
    await makeFolder(unfinished);
    for (const entry of entries) await copyEntry(entry, options.from, unfinished);
    await options.complete(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another Belfry finished the same copy first.
    if (!hasErrno(error, "ENOTEMPTY", "EEXIST")) throw error;
  }
  return { folder, isNew: true };
}

/** Folders come before what they hold. Headers, static libraries and build files are of no use to a server. */
async function entriesToCopy(from: string): Promise<Dirent[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.endsWith(".a") && !/\/(pkgconfig|pgxs)(\/|$)/.test(pathOf(entry)))
    .toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

async function contentKey(from: string, entries: readonly Dirent[]): Promise<string> {
  const hash = createHash("sha256");
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    hash.update(`${relative(from, pathOf(entry))} ${(await stat(pathOf(entry))).size}\n`);
  }
  return hash
    .update(await readFile(join(from, "bin", "postgres")))
    .digest("hex")
    .slice(0, 16);
}

async function copyEntry(entry: Dirent, from: string, to: string): Promise<void> {
  const target = join(to, relative(from, pathOf(entry)));
  if (entry.isDirectory()) {
    await makeFolder(target);
  } else if (entry.isSymbolicLink()) {
    await symlink(await readlink(pathOf(entry)), target);
  } else {
    await copyFile(pathOf(entry), target, constants.COPYFILE_FICLONE);
    // Not the mode of the source: a checkout made with umask 077 is readable for its owner only.
    await chmod(target, entry.parentPath.endsWith("/bin") ? 0o755 : 0o644);
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder);
  await chmod(folder, 0o755);
}

async function exists(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return false;
    throw error;
  }
}

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name);
}
