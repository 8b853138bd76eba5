/** What is likely to be wrong in a configuration, or becomes otherwise in a grid. Nothing of it stops the import. */
import type { Platform, PlatformTask } from "./platform-config.ts";
import { isTaken } from "./plan-grid.ts";
import { lintScript, type ScriptFolder } from "./lint-script.ts";

export interface Finding {
  /** The line of the Python file. */
  readonly line: number;
  readonly task: string;
  readonly message: string;
  readonly remedy: string;
}

export interface LintOptions {
  /** How many characters the column of the period takes. */
  readonly columnLength: number;
  /** Where the scripts lie. @default they are not looked at */
  readonly scripts?: ScriptFolder;
}

const schedules = ["daily", "weekly", "monthly"];
/** `2025-09-24_2025-09-30` */
const WEEK_LABEL = 21;

export async function lintConfig(platforms: readonly Platform[], options: LintOptions): Promise<Finding[]> {
  const tasks = platforms.flatMap((platform) => platform.tasks);
  const found: Finding[] = [];
  for (const task of tasks) {
    const say = (message: string, remedy: string) =>
      found.push({ line: task.line, task: `${task.platform}.${task.key}`, message, remedy });
    if (!isTaken(task)) {
      const known = schedules.includes(task.schedule);
      const message = known
        ? "Its name cannot be the name of a task type."
        : `No generator knows the schedule ${task.schedule}.`;
      say(
        `${message} It is left out.`,
        known ? "Use letters, digits, _ and -." : `Write one of ${schedules.join(", ")}.`,
      );
      continue;
    }
    lintColumn(task, say);
    lintPeriod(task, options.columnLength, say);
    if (options.scripts !== undefined)
      for (const { message, remedy } of await lintScript(task, options.scripts)) say(message, remedy);
    if (task.others.length > 0)
      say(
        `What it says of ${task.others.join(" and ")} was left out: a grid has no place for it.`,
        "Give them to the rule that stores what was collected.",
      );
  }
  return found;
}

type Say = (message: string, remedy: string) => void;

function lintColumn({ key, statusField, isShopStatus }: PlatformTask, say: Say): void {
  if (statusField === null)
    return say("It has no status_field.", "Add one if its state is to stand in your own table.");
  const usual = `${key}_status`;
  if (isShopStatus || statusField === usual) return;
  const kept = `The column is kept as it is spelt. Check that your table spells it like that.`;
  if (distance(statusField, usual) <= 2) say(`${statusField} looks like a misspelt ${usual}.`, kept);
  else if (!statusField.endsWith("_status")) say(`${statusField} does not end with _status like the others.`, kept);
}

function lintPeriod({ schedule, dateOffset, dateRange }: PlatformTask, columnLength: number, say: Say): void {
  if (schedule === "daily" && dateRange !== null)
    say("The generator reads no date_range of a daily task.", "Remove it, or make the task weekly.");
  if (schedule === "daily" && dateOffset === null)
    say("It has no date_offset; the generator takes -1.", "Write it down.");
  if (schedule === "daily" && dateOffset !== null && dateOffset > 0)
    say(`date_offset ${dateOffset} lies in the future.`, "Write it with a minus for days that are past.");
  if (schedule !== "daily" && dateOffset !== null)
    say(`The generator reads no date_offset of a ${schedule} task.`, "Remove it.");
  if (schedule === "weekly" && WEEK_LABEL > columnLength)
    say(
      `Its period has ${WEEK_LABEL} characters (2025-09-24_2025-09-30), and the column time_period takes ${columnLength}.`,
      "Widen the column in your own table, or say what it takes with --column-length.",
    );
  if (schedule === "monthly" && dateRange !== "last_month" && dateRange !== null)
    say("The generator takes the month before, whatever date_range says.", "Write 'last_month'.");
}

/** How many characters have to be changed, added or left out. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (const [i, a] of Array.from(one).entries()) {
    const next = [i + 1];
    for (const [j, b] of Array.from(other).entries())
      next.push(Math.min((row[j] ?? 0) + (a === b ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
