/**
 * The server that a killed Belfry left running.
 *
 * It goes on by design: everything it has committed is safe whoever ends first, and the next Belfry is back sooner. It
 * is adopted as it is when it is of our version, has our settings and opens with our password; otherwise it is shut
 * down in good order and a new one is started. We hold the lock of the data folder here, so no living Belfry uses it.
 */
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@belfry/model";
import { connectionTo, readServerName } from "./ensure-database.ts";
import type { ListenAddress } from "./listen-address.ts";
import { isServerProcess, readPostmasterFile, type PostmasterFile } from "./server-processes.ts";
import { stopPostmaster, watchPostmaster, type Postmaster, type ServerPlan } from "./start-postmaster.ts";

export interface Adopted {
  readonly postmaster: Postmaster;
  readonly address: ListenAddress;
}

/** The adopted server, or undefined when there is none (any more) and one has to be started. */
export async function takeOverOrphan(plan: ServerPlan, password: string): Promise<Adopted | undefined> {
  const file = await waitUntilSettled(plan.cluster, password);
  if (file === undefined) return undefined;
  const postmaster = watchPostmaster(file.pid, plan.cluster);
  const address = addressOf(file);
  const name = await readServerName(connectionTo(address, password));
  if (name === plan.name) {
    plan.report({ kind: "orphan-adopted", pid: file.pid });
    return { postmaster, address };
  }
  await stopPostmaster(postmaster, plan.cluster);
  const reason = name === undefined ? "It does not answer to us." : "It has another version or other settings.";
  plan.report({ kind: "orphan-stopped", pid: file.pid, reason });
  return undefined;
}

/** A server that was starting or stopping when Belfry died is waited for; undefined when none runs. */
async function waitUntilSettled(cluster: string, password: string): Promise<PostmasterFile | undefined> {
  for (;;) {
    const file = await readPostmasterFile(cluster);
    if (file === undefined) return undefined;
    if (!isServerProcess(file.pid, cluster)) {
      await refuseUnseenServer(file, cluster, password);
      return undefined;
    }
    if (file.status === "ready") return file;
    await sleep(10);
  }
}

function addressOf(file: PostmasterFile): ListenAddress {
  return file.socketFolder === ""
    ? { kind: "loopback", host: file.listenAddress, port: file.port }
    : { kind: "socket", host: file.socketFolder, port: file.port };
}

/**
 * A server in another container that shares the folder cannot be seen as a process, and PostgreSQL's own guards do not
 * see it either: a second server would destroy the cluster. Its socket, however, lies in the folder and is answered.
 */
async function refuseUnseenServer(file: PostmasterFile, cluster: string, password: string): Promise<void> {
  const address = addressOf(file);
  const lives =
    address.kind === "socket"
      ? await answers(address)
      : (await readServerName(connectionTo(address, password))) !== undefined;
  if (!lives) return;
  throw new AppError("DATA_FOLDER_IN_USE", {
    cluster,
    pid: file.pid,
    reason: `Its database server runs outside of what this process can see, in another container most likely (as process ${file.pid} there).`,
    remedy: "Stop that container first.",
  });
}

/** Whether anybody listens on the socket, were it only to say that it is starting. */
function answers(address: ListenAddress): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(address.host, `.s.PGSQL.${address.port}`));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
