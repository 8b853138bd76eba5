/**
 * Ending everything that a script has started. Its process group is killed as a whole, with the signal that cannot be
 * ignored. A process that left the group is found by the mark in its environment, which children inherit; the same mark
 * shows at the next start what a killed Belfry left behind.
 */
import { readdirSync, readFileSync } from "node:fs";

/** The variable that marks a process: the installation's folder, the process of Belfry, the run. */
export const MARK = "BELFRY_SCRIPT";

/** Kills the group of this leader and all processes with this mark. */
export function killScript(leader: number, mark: string): void {
  kill(-leader);
  killMarked((found) => found === mark);
}

/** Kills what earlier processes of this installation left running. Returns how many there were. */
export function killLeftovers(installation: string): number {
  return killMarked((mark) => {
    const [of, belfry] = mark.split("/");
    return of === installation && Number(belfry) !== process.pid && !isAlive(Number(belfry));
  });
}

function killMarked(isMeant: (mark: string) => boolean): number {
  let killed = 0;
  for (const entry of processes()) {
    const mark = markOf(entry);
    if (mark === undefined || !isMeant(mark)) continue;
    kill(Number(entry));
    killed += 1;
  }
  return killed;
}

function processes(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch (error) {
    // No Linux: the group is all there is.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function markOf(pid: string): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    return variables.find((one) => one.startsWith(`${MARK}=`))?.slice(MARK.length + 1);
  } catch (error) {
    // Gone meanwhile, or somebody else's: a Belfry that is not root may only look into its own.
    if (["ENOENT", "ESRCH", "EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
