/**
 * In which folder the database lies: the data folder itself, unless the server's user cannot get there.
 *
 * A folder below one that only root may enter is out of reach for the unprivileged user, whoever owns the folder
 * itself. Then the database goes to a place everybody can enter, and the file `postgres.location` in the data folder
 * names it. A location that was written once is obeyed for ever: if the place is gone, we stop and say so, because a
 * new and empty database in its stead would look like the loss of all data.
 */
import { randomBytes } from "node:crypto";
import { chmod, lstat, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { AppError } from "@belfry/model";
import { hasErrno } from "./file-errors.ts";
import { runCommand } from "./run-command.ts";
import type { RunAs } from "./unprivileged-user.ts";
import { writeDurably } from "./write-durably.ts";

/** Folders every user can enter and no cleaner of temporary files empties. The first that works is used. */
const REACHABLE_FOLDERS = ["/var/lib/belfry", "/var/tmp/belfry"];

/** The cluster inside the folder that holds the database. */
export function clusterIn(home: string): string {
  return join(home, "postgres");
}

/**
 * The folder an earlier start moved the database to, or undefined.
 *
 * @throws AppError `DATA_FOLDER_UNUSABLE` when that folder is gone.
 */
export async function readLocation(dataDir: string): Promise<string | undefined> {
  const file = join(dataDir, "postgres.location");
  let home: string;
  try {
    home = (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  try {
    await stat(home);
    return home;
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ENOTDIR")) throw error;
    throw new AppError(
      "DATA_FOLDER_UNUSABLE",
      {
        dataDir,
        location: home,
        reason: `Its database lies in ${home} (so says ${file}), and that folder is gone.`,
        remedy: `Put ${home} back from a backup. Only if all data may be lost: remove ${file}, and the next start makes an empty database.`,
      },
      { cause: error },
    );
  }
}

/** Whether that user can get into the folder. Asked of the system itself, so that ACLs and mounts count too. */
export async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  const { code } = await runCommand("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], runAs);
  return code === 0;
}

/** Makes a folder outside of the data folder for its database, and writes down where it is. */
export async function relocate(dataDir: string, reachableFolder: string): Promise<string> {
  // By chance and not by the name of the data folder: a data folder that was removed and made anew starts empty.
  const home = join(reachableFolder, "data", `${basename(dataDir)}-${randomBytes(4).toString("hex")}`);
  await makeEnterable(join(reachableFolder, "data"));
  await makeEnterable(home);
  await writeFile(join(home, "belongs-to"), `${dataDir}\n`);
  await writeDurably(join(dataDir, "postgres.location"), `${home}\n`);
  return home;
}

/**
 * The folder for copies and relocated databases.
 *
 * @throws AppError `DATA_FOLDER_UNUSABLE` when there is none the user can enter.
 */
export async function findReachableFolder(given: string | undefined, runAs: RunAs): Promise<string> {
  const candidates = given === undefined ? REACHABLE_FOLDERS : [given];
  for (const folder of candidates) {
    try {
      await makeEnterable(folder);
      // /var/tmp may be written by all: somebody else could have put a link or a folder of his there first.
      const found = await lstat(folder);
      if (found.isDirectory() && found.uid === 0 && (await canEnter(folder, runAs))) return folder;
    } catch (error) {
      if (!hasErrno(error, "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT")) throw error;
    }
  }
  throw new AppError("DATA_FOLDER_UNUSABLE", {
    candidates,
    reason: `The user ${runAs.name} can enter neither the data folder nor ${candidates.join(" nor ")}.`,
    remedy: "Choose a data folder that every user can enter, for example /srv/belfry.",
  });
}

/** Others may go through, but not look around. Says so itself because the umask of root may forbid it. */
export async function makeEnterable(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await chmod(folder, 0o711);
}
