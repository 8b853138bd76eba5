/**
 * Compares a task with the script that consumes it. Each script computes its own dates: one that counts other days than the
 * generator, or names the month otherwise, finds no tasks and ends as if there were none. The script is read, never run.
 */
import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { PlatformTask } from "./platform-config.ts";
import { taskPeriod } from "./task-period.ts";

/** The folder that the paths of the scripts begin in. */
export type ScriptFolder = string;

const LARGEST_SCRIPT = 2_000_000;
const RANGE = /date_range['"]?\s*[:=]\s*[[(]\s*(-?\d+)\s*,\s*(-?\d+)\s*[\])]/g;
const DAYS = /timedelta\(\s*(?:days\s*=\s*)?(-?\d{1,4})\s*[,)]/g;
const WHOLE_MONTH = /-01_|%Y-%m-01|replace\(\s*day\s*=\s*1\s*\)/;

/** What the script of a task is in the way of. */
export async function lintScript(
  task: PlatformTask,
  folder: ScriptFolder,
): Promise<{ readonly message: string; readonly remedy: string }[]> {
  const { script } = task;
  if (script === null) return [{ message: "It has no script.", remedy: "Name the rule or the program that does it." }];
  const source = await readScript(folder, script);
  if (source === undefined)
    return task.enabled
      ? [
          {
            message: `It is enabled, and its script ${script} is not there.`,
            remedy: `Look for it in ${folder}, or name the folder with --scripts.`,
          },
        ]
      : [];
  return differences(task, source);
}

/** A file below the folder; a path that leads out of it is none. */
async function readScript(folder: string, script: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, script));
    if (!path.startsWith(root + sep)) return undefined;
    const { size } = await stat(path);
    return size > LARGEST_SCRIPT ? undefined : await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

function differences(task: PlatformTask, source: string): { readonly message: string; readonly remedy: string }[] {
  const period = taskPeriod(task);
  const remedy = `Let ${String(task.script)} take the period from the task it is given: period.start, period.end, period.label.`;
  if (period === "last_month") {
    if (!WHOLE_MONTH.test(source)) return [];
    const message =
      "It is generated as 2025-09, and its script looks for 2025-09-01_2025-09-30: it would find nothing.";
    return [{ message, remedy }];
  }
  const wanted = typeof period === "number" ? [period] : (period ?? []);
  const ranges = [...source.matchAll(RANGE)].map(([, from, to]) => [Number(from), Number(to)]);
  const days = [...source.matchAll(DAYS)].map(([, n]) => -Math.abs(Number(n)));
  const counted = ranges.length > 0 ? ranges.flat() : days;
  // A script that says nothing of days is given them, or asks for them in a way that cannot be read here.
  if (counted.length === 0 || wanted.every((day) => day === 0 || counted.includes(day))) return [];
  const told = [...new Set(counted)].map(dayName).join(", ");
  return [
    { message: `It is generated for ${wanted.map(dayName).join(" to ")}, and its script counts ${told}.`, remedy },
  ];
}

function dayName(days: number): string {
  return days === 0 ? "T" : `T${days > 0 ? "+" : ""}${days}`;
}
