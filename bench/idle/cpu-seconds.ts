import { readdirSync, readFileSync } from "node:fs";

/** How many ticks of the kernel are a second: 100 on every Linux that Node runs on. */
const TICKS = 100;

interface Times {
  readonly parent: number;
  readonly ticks: number;
  /** Of children that have ended. */
  readonly ofChildren: number;
}

function timesOf(pid: number): Times | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    // It ended between the list and the look.
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ESRCH")
      return undefined;
    throw error;
  }
  // The name of the program stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const field = (n: number) => Number(fields[n - 3]);
  return { parent: field(4), ticks: field(14) + field(15), ofChildren: field(16) + field(17) };
}

/** The time that a process has used so far, in seconds. */
export function cpuSeconds(pid: number): number {
  return (timesOf(pid)?.ticks ?? Number.NaN) / TICKS;
}

/** The time that a PostgreSQL server has used with all of its sessions, also those that have ended. */
export function cpuSecondsOfServer(pid: number): number {
  const own = timesOf(pid);
  if (own === undefined) return Number.NaN;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => timesOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
  return (own.ticks + own.ofChildren + children.reduce((sum, { ticks }) => sum + ticks, 0)) / TICKS;
}
