import { existsSync } from "node:fs";
import { chmod, mkdtemp, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folders of one test run need a quarter of this: a dozen databases at a time and a bounded log. */
const ROOM = 2 ** 31;

/**
 * An empty folder for the cluster of a test run: in memory where there is room. Each test database has a thousand files,
 * and on a disk (ext4) a file that is made looks for a place among those that were deleted in the last minutes; making
 * and dropping databases took two fifths of the whole run's CPU time.
 */
export async function makeFastFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join((await hasRoom("/dev/shm")) ? "/dev/shm" : tmpdir(), prefix));
  // The server of somebody who is root runs as another user. Where that one cannot enter, its cluster would be put
  // elsewhere, and nobody would remove it there.
  await chmod(folder, 0o711);
  return folder;
}

async function hasRoom(folder: string): Promise<boolean> {
  if (!existsSync(folder) || process.availableMemory() < ROOM) return false;
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize > ROOM;
}
