/**
 * Making the cluster of a new data folder, and refusing folders that hold something else.
 *
 * `initdb` works in a folder with a name of its own that becomes `postgres` only when everything is on the disk. So a
 * start that is killed, or finds the disk full, leaves either no cluster or a complete one, never a half.
 */
import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@belfry/model";
import { clusterIn } from "./database-home.ts";
import { hasErrno } from "./file-errors.ts";
import type { Binaries } from "./locate-binaries.ts";
import { runCommand } from "./run-command.ts";
import { passwordFile } from "./server-password.ts";
import { startFailure } from "./start-failure.ts";
import type { RunAs } from "./unprivileged-user.ts";
import { syncFolder } from "./write-durably.ts";

export const DATABASE_USER = "belfry";

/**
 * Whether the folder holds a cluster these binaries can run.
 *
 * @throws AppError `DATABASE_TOO_NEW`, `DATABASE_TOO_OLD`, or `DATA_FOLDER_UNUSABLE` when something else lies there.
 */
export async function checkCluster(cluster: string, binaries: Binaries): Promise<"present" | "absent"> {
  let found: number;
  try {
    found = Number((await readFile(join(cluster, "PG_VERSION"), "utf8")).trim());
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
    if (await isEmptyOrAbsent(cluster)) return "absent";
    const reason = `${cluster} is not empty and holds no PostgreSQL cluster.`;
    throw new AppError(
      "DATA_FOLDER_UNUSABLE",
      { cluster, reason, remedy: `Move ${cluster} away, or choose another data folder.` },
      { cause: error },
    );
  }
  const details = {
    cluster,
    found,
    supported: binaries.majorVersion,
    reason: `${cluster} was written by PostgreSQL ${found}, and this Belfry brings PostgreSQL ${binaries.majorVersion}.`,
  };
  if (found > binaries.majorVersion) throw new AppError("DATABASE_TOO_NEW", details);
  if (found < binaries.majorVersion) throw new AppError("DATABASE_TOO_OLD", details);
  return "present";
}

/** @throws AppError `DISK_FULL` or `DATABASE_START_FAILED` with what `initdb` said; nothing is left behind then. */
export async function initialiseCluster(options: {
  readonly home: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
}): Promise<void> {
  const { home, binaries, runAs } = options;
  await removeUnfinished(home);
  const unfinished = join(home, `postgres.unfinished-${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(unfinished, { mode: 0o700 });
    if (runAs !== undefined) await chown(unfinished, runAs.uid, runAs.gid);
    const { code, output } = await runCommand(binaries.initdb, [...initdbArguments(home), "-D", unfinished], runAs);
    if (code !== 0) throw await startFailure({ folder: home, output, what: "initdb" });
    await rename(unfinished, clusterIn(home));
    await syncFolder(home);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function initdbArguments(home: string): string[] {
  return [
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile(home)}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // PostgreSQL's own C.UTF-8: it sorts alike on every machine, so no update of the system's libc breaks an index.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    // One flush of the file system and not one for each of the thousand files: seconds on a slow disk.
    "--sync-method=syncfs",
    // As the server later, see server-settings.ts. And a killed initdb would leave its segments in /dev/shm for ever.
    "--set=dynamic_shared_memory_type=mmap",
    "--no-instructions",
  ];
}

/** What starts that were killed left. Their `initdb` may still run; it fails when its folder vanishes, and harms nobody. */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith("postgres.unfinished-")) await rm(join(home, name), { recursive: true, force: true });
  }
}

async function isEmptyOrAbsent(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return true;
    throw error;
  }
}
