/**
 * The PostgreSQL that Belfry brings along: one server per data folder, owned by at most one Belfry process.
 *
 * What holds at every moment, whatever is killed: the lock of the data folder is held by the process that may touch
 * the cluster; a cluster is complete or absent; at most one server runs on it. The server ends with Belfry when Belfry
 * ends in good order. When Belfry is killed it stays, and the next start adopts it.
 *
 * In the data folder (or, where the server's user cannot enter that, in the folder its `postgres.location` names):
 * `postgres/` the cluster, `postgres.socket/`, `postgres.password`, `postgres.log` and `.1`, `postgres.lock`.
 */
import { existsSync } from "node:fs";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@belfry/model";
import { lockDataFolder, type DataFolderLock } from "./data-folder-lock.ts";
import { canEnter, clusterIn, findReachableFolder, makeEnterable, readLocation, relocate } from "./database-home.ts";
import type { EmbeddedEvent, ReportEvent } from "./embedded-event.ts";
import { connectionTo, ensureDatabase } from "./ensure-database.ts";
import { explainFileError } from "./file-errors.ts";
import { checkCluster, initialiseCluster } from "./initialise-cluster.ts";
import { chooseAddress } from "./listen-address.ts";
import { locateBinaries, type Binaries } from "./locate-binaries.ts";
import { RunningServer, type EmbeddedPostgres } from "./running-server.ts";
import { logFileIn, rotateLog } from "./server-log.ts";
import { readOrMakePassword } from "./server-password.ts";
import { clusterTag } from "./server-processes.ts";
import { serverName, serverSettings } from "./server-settings.ts";
import { startPostmaster, stopPostmaster, type ServerPlan } from "./start-postmaster.ts";
import { takeOverOrphan, type Adopted } from "./take-over-orphan.ts";
import { chooseRunAs, type RunAs } from "./unprivileged-user.ts";

export interface EmbeddedPostgresOptions {
  /** The folder of the database. Made if it is not there. */
  readonly dataDir: string;
  /** Told what happens, at the start and later. @default nobody is told */
  readonly onEvent?: (event: EmbeddedEvent) => void;
  /** Settings of PostgreSQL by name, on top of ours. @default none */
  readonly settings?: Readonly<Record<string, string>>;
  /** The folder with `bin`, `lib` and `share` of PostgreSQL 18. @default that of the npm package for this platform */
  readonly binariesFolder?: string;
  /**
   * Where binaries and database go when we are root and the server's user cannot enter their folders.
   * @default /var/lib/belfry, or /var/tmp/belfry where that cannot be made
   */
  readonly reachableFolder?: string;
}

/**
 * Starts the embedded PostgreSQL on a data folder, or adopts the one a killed Belfry left there. Resolves when the
 * database `belfry` accepts connections.
 *
 * @throws AppError `DATA_FOLDER_IN_USE`, `DATA_FOLDER_UNUSABLE`, `DATABASE_TOO_NEW`, `DATABASE_TOO_OLD`,
 * `DATABASE_BINARIES_MISSING`, `DATABASE_START_FAILED` or `DISK_FULL`. After an error nothing runs and nothing is locked.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const startedAt = performance.now();
  const report: ReportEvent = options.onEvent ?? (() => undefined);
  const locks: DataFolderLock[] = [];
  requireProc();
  try {
    await mkdir(options.dataDir, { recursive: true });
    const dataDir = await realpath(options.dataDir);
    locks.push(await lockDataFolder(dataDir));
    const { home, runAs } = await chooseHome({ ...options, dataDir }, report);
    // Two copies of one data folder can name the same location, so that has a lock of its own.
    if (home !== dataDir) locks.push(await lockDataFolder(home));
    const server = await startServer({ options: { ...options, dataDir }, home, runAs, report, locks });
    report({
      kind: "started",
      pid: server.pid,
      ...(runAs === undefined ? {} : { user: runAs.name }),
      tookMs: performance.now() - startedAt,
    });
    return server;
  } catch (error) {
    for (const lock of locks) await lock.release();
    throw explainFileError(error, options.dataDir);
  }
}

/**
 * Without /proc a server that still runs could not be told from one that is gone, and a second one on the same cluster
 * would destroy it. So other systems than Linux are refused, although npm has binaries for some of them.
 */
function requireProc(): void {
  if (existsSync("/proc/self/cmdline")) return;
  const reason = "The embedded database needs Linux with a mounted /proc.";
  throw new AppError("DATABASE_BINARIES_MISSING", { reason, remedy: "Set DATABASE_URL to a PostgreSQL of your own." });
}

/** The folder of the database and the user of its server. They depend on each other, so they are chosen together. */
async function chooseHome(
  options: EmbeddedPostgresOptions,
  report: ReportEvent,
): Promise<{ home: string; runAs: RunAs | undefined }> {
  const { dataDir } = options;
  const location = await readLocation(dataDir);
  const present = location ?? dataDir;
  const runAs = await chooseRunAs(clusterIn(present));
  if (runAs === undefined || (await canEnter(present, runAs))) return { home: present, runAs };
  if (location !== undefined || existsSync(clusterIn(dataDir))) {
    throw new AppError("DATA_FOLDER_UNUSABLE", {
      dataDir,
      reason: `Its database lies in ${present}, and the user ${runAs.name}, who runs it, can no longer enter that folder.`,
      remedy:
        "Give every user the right to pass through it and the folders above it (chmod o+x), or move the data folder.",
    });
  }
  const home = await relocate(dataDir, await findReachableFolder(options.reachableFolder, runAs));
  report({ kind: "data-relocated", dataDir, to: home, user: runAs.name });
  return { home, runAs };
}

async function startServer(start: {
  readonly options: EmbeddedPostgresOptions;
  readonly home: string;
  readonly runAs: RunAs | undefined;
  readonly report: ReportEvent;
  readonly locks: readonly DataFolderLock[];
}): Promise<RunningServer> {
  const { options, home, runAs, report, locks } = start;
  const copyFolder = async (): Promise<string> => {
    const folder = join(
      runAs === undefined ? home : await findReachableFolder(options.reachableFolder, runAs),
      "binaries",
    );
    await makeEnterable(folder);
    return folder;
  };
  const binaries = await locateBinaries({ folder: options.binariesFolder, runAs, copyFolder, report });
  const password = await prepareCluster({ home, binaries, runAs, report });

  const settings = serverSettings(options.settings);
  const cluster = clusterIn(home);
  const name = serverName(clusterTag(cluster), binaries.version, settings);
  const plan: ServerPlan = { home, cluster, binaries, runAs, settings, name, logFile: logFileIn(home), report };
  const { postmaster, address } = (await takeOverOrphan(plan, password)) ?? (await startFresh(plan));
  try {
    await ensureDatabase(connectionTo(address, password));
  } catch (error) {
    await stopPostmaster(postmaster, plan.cluster);
    throw error;
  }
  return new RunningServer({ plan, address, password, postmaster, locks });
}

async function prepareCluster(options: {
  readonly home: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
  readonly report: ReportEvent;
}): Promise<string> {
  const { home, binaries, runAs, report } = options;
  const cluster = clusterIn(home);
  const clusterExists = (await checkCluster(cluster, binaries)) === "present";
  const password = await readOrMakePassword({ home, clusterExists, runAs });
  if (!clusterExists) {
    const startedAt = performance.now();
    await initialiseCluster({ home, binaries, runAs });
    report({ kind: "initialised", cluster, tookMs: performance.now() - startedAt });
  }
  return password;
}

async function startFresh(plan: ServerPlan): Promise<Adopted> {
  await rotateLog(plan.logFile);
  const address = await chooseAddress(plan.home, plan.runAs);
  return { postmaster: await startPostmaster(plan, address), address };
}
