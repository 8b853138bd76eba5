/**
 * Starting the server process and knowing when it serves.
 *
 * It gets a session of its own (`detached`): Ctrl-C in a terminal reaches every process of the session, and a server
 * that goes down before Belfry has written its last checkpoints would lose them.
 */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReportEvent } from "./embedded-event.ts";
import type { ListenAddress } from "./listen-address.ts";
import type { Binaries } from "./locate-binaries.ts";
import { spawnOptions } from "./run-command.ts";
import { logLength, openLog, readLogFrom } from "./server-log.ts";
import { clearDeadServer, isServerProcess, readPostmasterFile, signalServer } from "./server-processes.ts";
import { serverArguments } from "./server-settings.ts";
import { startFailure } from "./start-failure.ts";
import type { RunAs } from "./unprivileged-user.ts";

/** Everything a server of this data folder is started with, the first time and after it died. */
export interface ServerPlan {
  readonly home: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
  readonly settings: ReadonlyMap<string, string>;
  readonly name: string;
  readonly logFile: string;
  readonly report: ReportEvent;
}

/** A running server, started by us or adopted. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when it has ended, with how: `exit code 1`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Whether Node stays alive for it. */
  keepProcessAlive(yes: boolean): void;
}

/** The status file is read this often: as quick as connecting, and it costs the server nothing. */
const POLL_MS = 4;

/** Recovery after a crash reads up to `max_wal_size` of log, which takes minutes on a slow disk. */
const START_TIMEOUT_MS = 10 * 60_000;

/** After this a fast shutdown hangs on something, and an immediate one (with recovery at the next start) is better. */
const STOP_PATIENCE_MS = 60_000;

/** @throws AppError `DATABASE_START_FAILED` with the server's last words, or `DISK_FULL`. */
export async function startPostmaster(plan: ServerPlan, address: ListenAddress): Promise<Postmaster> {
  await clearDeadServer(plan.cluster, plan.report);
  // The socket has a pid file of its own, with the same weakness. No server of ours runs here, so it is always stale.
  if (address.kind === "socket") await rm(join(address.host, `.s.PGSQL.${address.port}.lock`), { force: true });
  const logStart = await logLength(plan.logFile);
  const postmaster = await launch(plan, address);
  let how: string | undefined;
  void postmaster.ended.then((ending) => (how = ending));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (how === undefined) {
    const file = await readPostmasterFile(plan.cluster);
    if (file?.pid === postmaster.pid && file.status === "ready") {
      postmaster.keepProcessAlive(false);
      return postmaster;
    }
    if (performance.now() > deadline) {
      await stopPostmaster(postmaster, plan.cluster);
      how = `not ready after ${START_TIMEOUT_MS / 60_000} minutes`;
    } else {
      await sleep(POLL_MS);
    }
  }
  const output = await readLogFrom(plan.logFile, logStart);
  throw await startFailure({ folder: plan.home, output, what: `The server (${how})`, logFile: plan.logFile });
}

async function launch(plan: ServerPlan, address: ListenAddress): Promise<Postmaster> {
  await using log = await openLog(plan.logFile);
  const child = spawn(plan.binaries.postgres, serverArguments({ ...plan, address }), {
    ...spawnOptions(plan.runAs),
    detached: true,
    // A file and not a pipe to us: it must be able to write when we were killed.
    stdio: ["ignore", log.fd, log.fd],
  });
  await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  const { pid } = child;
  if (pid === undefined) throw new Error("A process that was spawned has no id.");
  return {
    pid,
    ended: new Promise((resolve) => {
      child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code ?? 0}` : `signal ${signal}`));
    }),
    keepProcessAlive: (yes) => (yes ? child.ref() : child.unref()),
  };
}

/** Shuts the server down: clients are disconnected, everything is written to disk. Resolves when it has ended. */
export async function stopPostmaster(postmaster: Postmaster, cluster: string): Promise<void> {
  postmaster.keepProcessAlive(true);
  signalServer(postmaster.pid, cluster, "SIGINT");
  const impatience = setTimeout(() => {
    signalServer(postmaster.pid, cluster, "SIGQUIT");
  }, STOP_PATIENCE_MS);
  await postmaster.ended;
  clearTimeout(impatience);
}

/** How often we look whether a server that is not our child still lives. */
const WATCH_MS = 250;

/** Watches a server that an earlier Belfry started. */
export function watchPostmaster(pid: number, cluster: string): Postmaster {
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const look = (): void => {
    if (isServerProcess(pid, cluster)) return;
    clearInterval(timer);
    resolve("it is gone");
  };
  const timer = setInterval(look, WATCH_MS).unref();
  return { pid, ended, keepProcessAlive: (yes) => (yes ? timer.ref() : timer.unref()) };
}
