/**
 * The lock of a data folder: at most one Belfry process holds it, and it cannot go stale.
 *
 * A file with a process id in it fails in both directions: after a crash the id may belong to another program (the
 * start is blocked for nothing), and in a second container that shares the folder the id means nothing (both start, and
 * two servers on one cluster destroy it). The kernel's own file locks know neither trouble: they end with the process,
 * whatever killed it, and they are seen across containers. Node cannot ask for one, but the SQLite inside Node can: an
 * open exclusive transaction on an empty file is such a lock. Nothing is ever written to that file.
 *
 * `postgres.lock.holder` beside it only tells people who holds the lock; it decides nothing.
 */
import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "@belfry/model";
import { diskFull, hasErrno } from "./file-errors.ts";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/** Locks that are held. A connection that the garbage collector closes would let go of its lock. */
const held = new Set<DatabaseSync>();

export interface DataFolderLock extends AsyncDisposable {
  /** Lets go. Safe to call twice. */
  release(): Promise<void>;
}

/**
 * Takes the lock of a data folder at once, or fails at once.
 *
 * @throws AppError `DATA_FOLDER_IN_USE` with the `pid` and `host` of the holder; `DATA_FOLDER_UNUSABLE` when the folder
 * cannot be written; `DISK_FULL`.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const holderFile = join(folder, "postgres.lock.holder");
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(join(folder, "postgres.lock"));
    connection.exec("begin exclusive");
  } catch (error) {
    connection?.close();
    throw await explain(error, folder, holderFile);
  }
  const lock = connection;
  held.add(lock);
  const release = async (): Promise<void> => {
    if (!held.delete(lock)) return;
    await rm(holderFile, { force: true });
    lock.close();
  };
  try {
    await writeFile(holderFile, `${process.pid} ${hostname()} ${new Date().toISOString()}\n`);
  } catch (error) {
    await release();
    throw error;
  }
  return { release, [Symbol.asyncDispose]: release };
}

async function explain(error: unknown, folder: string, holderFile: string): Promise<AppError> {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  if (code === SQLITE_FULL) return diskFull(folder, { cause: error });
  if (code !== SQLITE_BUSY) {
    const reason = `The file postgres.lock in ${folder} cannot be written and locked (${error instanceof Error ? error.message : String(error)}).`;
    return new AppError("DATA_FOLDER_UNUSABLE", { folder, reason }, { cause: error });
  }
  const holder = await readHolder(holderFile);
  if (holder === undefined) {
    return new AppError("DATA_FOLDER_IN_USE", { folder, reason: `The folder ${folder} is locked.` }, { cause: error });
  }
  return new AppError(
    "DATA_FOLDER_IN_USE",
    {
      folder,
      ...holder,
      reason: `Process ${holder.pid} on ${holder.host} has held ${folder} since ${holder.since}.`,
      remedy: `Stop it (belfry stop, or kill ${holder.pid}), or start this one with a data folder of its own.`,
    },
    { cause: error },
  );
}

/** Who holds the lock, or undefined when the holder is writing its name at this very moment. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const [pid, host, since] = (await readFile(file, "utf8")).trim().split(" ");
    return host === undefined || since === undefined ? undefined : { pid: Number(pid), host, since };
  } catch (error) {
    if (hasErrno(error, "ENOENT", "EACCES")) return undefined;
    throw error;
  }
}
