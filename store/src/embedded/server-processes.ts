/**
 * Telling the server's processes from strangers.
 *
 * A process id alone says nothing: after a crash the one in `postmaster.pid` may belong to any program. So every server
 * carries a tag of its cluster in its `cluster_name`, which PostgreSQL puts into the command line of each of its
 * processes, and that is asked before each signal. Not the working folder, which would say it as well: root in a
 * container may not look at that of another user's process. A zombie has no command line, so it counts as gone, also
 * where nobody collects it (a container without an init).
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReportEvent } from "./embedded-event.ts";
import { hasErrno } from "./file-errors.ts";

/** What the running server writes into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Empty when it listens on no socket. */
  readonly socketFolder: string;
  /** Empty when it listens on no address. */
  readonly listenAddress: string;
  /** `starting`, `ready`, `stopping`; empty right after the start. */
  readonly status: string;
}

export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  let lines: string[];
  try {
    lines = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n").map((line) => line.trim());
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  const [pid = "", , , port = "", socketFolder = "", listenAddress = "", , status = ""] = lines;
  return { pid: Number(pid), port: Number(port), socketFolder, listenAddress, status };
}

/** The tag of this very folder, wherever it is moved to; a copy of it has another. */
export function clusterTag(cluster: string): string {
  const { dev, ino } = statSync(cluster, { bigint: true });
  return `belfry-${createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 12)}`;
}

/** Whether the process lives and belongs to the server of this cluster. */
export function isServerProcess(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    if (statSync(`/proc/${pid}`).uid !== statSync(cluster).uid) return false;
    if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "postgres") return false;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(clusterTag(cluster));
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH")) return false;
    throw error;
  }
}

/** Sends a signal to a process of this server; a process that is gone is left alone. */
export function signalServer(pid: number, cluster: string, signal: NodeJS.Signals): void {
  if (!isServerProcess(pid, cluster)) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasErrno(error, "ESRCH")) throw error;
  }
}

/**
 * Clears what a server that is gone left behind, so that the next one can start.
 *
 * PostgreSQL itself checks the pid file, but refuses to start when the id in it was given to another program of the
 * same user. Removing the file also removes its guard against the dead server's children that still write, so they
 * are ended before.
 */
export async function clearDeadServer(cluster: string, report: ReportEvent): Promise<void> {
  const file = await readPostmasterFile(cluster);
  if (file === undefined) return;
  await endLeftovers(cluster, report);
  await rm(join(cluster, "postmaster.pid"), { force: true });
  report({ kind: "stale-pid-file-removed", pid: file.pid });
}

/** Children end by themselves when their server dies, unless they are in the middle of a long computation. */
async function endLeftovers(cluster: string, report: ReportEvent): Promise<void> {
  const pids = serverProcesses(cluster);
  if (pids.length === 0) return;
  for (let waitedMs = 0; serverProcesses(cluster).length > 0; waitedMs += 20) {
    const signal = waitedMs < 200 ? undefined : waitedMs < 3_000 ? "SIGQUIT" : "SIGKILL";
    if (signal !== undefined) for (const pid of serverProcesses(cluster)) signalServer(pid, cluster, signal);
    await sleep(20);
  }
  report({ kind: "leftovers-ended", pids });
}

function serverProcesses(cluster: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isServerProcess(pid, cluster));
}
