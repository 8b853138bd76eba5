/**
 * The background service: a pid file names the process. A pid is used again by the system after a while, so a process
 * counts as the service only if it also runs our program: otherwise `belfry stop` would end somebody else's work.
 */
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readIfThere } from "../read-if-there.ts";
import type { ServiceFiles } from "./service-files.ts";

/** Run as a program of its own and never imported: the command line knows the client only. */
const serverProgram = fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));

/**
 * How Node runs it. Young objects get 4 MiB instead of 16 and more: the heap of a report of 100,000 rows then peaks some
 * 50 MB lower, at no cost that could be measured.
 */
export const serverArguments = ["--max-semi-space-size=4", serverProgram] as const;

/** The process id of the running service; nothing when none runs. */
export async function runningPid(files: ServiceFiles): Promise<number | undefined> {
  const pid = Number(await readIfThere(files.pid));
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return (await isService(pid)) ? pid : undefined;
}

export async function isService(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process exists as well, but it is not one we may end.
    return (error as NodeJS.ErrnoException).code === "EPERM" && (await runsServer(pid));
  }
  return runsServer(pid);
}

async function runsServer(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return true;
  try {
    const [command, state] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    // A zombie has ended; its parent has only not asked for its exit code yet.
    return command.includes(serverProgram) && !/\) Z /.test(state);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

/** Forgets a service that has ended. */
export async function forgetService(files: ServiceFiles): Promise<void> {
  await Promise.all([files.pid, files.url, files.startOutput].map((path) => rm(path, { force: true })));
}
