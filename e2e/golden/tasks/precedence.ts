/** What G6 decides against the task generator: by rule, from what goes in and what came out of it. */
import type { Precedence } from "../suite.ts";
import {
  shopNames,
  type GenerationCall,
  type GenerationInput,
  type GenerationResult,
  type TaskResult,
} from "./file.ts";

const suite = "task_generation.json#generation";

export const tasksPrecedence: readonly Precedence[] = [
  {
    suite,
    reason: "what was created and what was there is reported apart",
    transform: (input, expected) =>
      withTasks(expected as GenerationResult, (platform, task) => {
        const given = input as GenerationInput;
        if (isMissing(given, platform, task)) return { ...task, existing: 0 };
        const existing = shopsThere(given, platform, task);
        // The generator counted every shop again, but of shop states only those that it reset.
        const created = isShopState(task) ? task.created : (given.shops[platform] ?? 0) - existing;
        return { ...task, created, existing };
      }),
  },
  {
    suite,
    reason: "a missing column is an error of that task, and the others go on",
    transform: (input, expected) =>
      withTasks(expected as GenerationResult, (platform, task) =>
        isMissing(input as GenerationInput, platform, task) ? { ...task, created: 0, success: false } : task,
      ),
  },
  {
    suite,
    reason: "rows of a removed shop are not planned again",
    transform(input, expected) {
      const given = input as GenerationInput;
      const result = expected as GenerationResult;
      if (result.perTask === undefined || result.rows === undefined) return result;
      const rows = Object.entries(result.rows).map(([table, ofTable]) => {
        const known = new Set(shopNames(given, table.replace(/_tasks$/, "")));
        const before = (given.existingRows[table] ?? []).filter((row) => !known.has(row["shop_name"] ?? ""));
        const kept = (row: (typeof ofTable)[number]) =>
          before.find((one) => one["shop_name"] === row["shop_name"] && one["time_period"] === row["time_period"]) ??
          row;
        return [table, ofTable.map((row) => withoutEmpty(kept(row)))];
      });
      return { ...result, rows: Object.fromEntries(rows) as GenerationResult["rows"] };
    },
  },
];

/** The result with other tasks, and the sums that follow. */
function withTasks(
  result: GenerationResult,
  change: (platform: string, task: TaskResult) => TaskResult,
): GenerationResult {
  const { summary, perTask, ...rest } = result;
  // What another suite expects.
  if (perTask === undefined) return result;
  const changed = Object.entries(perTask).map(
    ([platform, tasks]) =>
      [
        platform,
        Object.fromEntries(Object.entries(tasks).map(([key, task]) => [key, change(platform, task)])),
      ] as const,
  );
  const all = changed.flatMap(([, tasks]) => Object.values(tasks));
  const sum = (count: (task: TaskResult) => number) => all.reduce((n, task) => n + count(task), 0);
  return {
    ...rest,
    perTask: Object.fromEntries(changed),
    summary: {
      ...summary,
      success: sum(({ success }) => (success ? 1 : 0)),
      failed: sum(({ success }) => (success ? 0 : 1)),
      created: sum(({ created }) => created),
      existing: sum(({ existing = 0 }) => existing),
    },
  };
}

/** The column that shops themselves have. */
function isShopState({ statusField }: TaskResult): boolean {
  return statusField === "status";
}

function isMissing({ missingColumns }: GenerationInput, platform: string, task: TaskResult): boolean {
  return missingColumns.includes(`${platform}_${isShopState(task) ? "shops" : "tasks"}.${task.statusField}`);
}

/** How many shops had a state in that column and period before the last call. */
function shopsThere(input: GenerationInput, platform: string, task: TaskResult): number {
  const { calls, shops, existingRows } = input;
  const last = calls.at(-1);
  const isAgain = calls.slice(0, -1).some((call) => covers(call, platform, task) && isSamePeriod(call, last, task));
  if (isAgain) return shops[platform] ?? 0;
  if (isShopState(task)) return 0;
  const known = new Set(shopNames(input, platform));
  const there = (existingRows[`${platform}_tasks`] ?? []).filter(
    (row) =>
      row["time_period"] === task.targetDate &&
      known.has(row["shop_name"] ?? "") &&
      (row[task.statusField] ?? "") !== "",
  );
  return there.length;
}

function covers({ schedule = "daily", platforms }: GenerationCall, platform: string, task: TaskResult): boolean {
  return (platforms?.includes(platform) ?? true) && (schedule === "all" || schedule === scheduleOf(task));
}

function isSamePeriod(one: GenerationCall, other: GenerationCall | undefined, task: TaskResult): boolean {
  // Of shop states there is one each day of the clock, whatever date is asked for.
  if (isShopState(task)) return true;
  const length = scheduleOf(task) === "monthly" ? 7 : 10;
  return one.date?.slice(0, length) === other?.date?.slice(0, length);
}

function scheduleOf({ targetDate }: TaskResult): string {
  if (targetDate.length === 7) return "monthly";
  return targetDate.includes("_") ? "weekly" : "daily";
}

function withoutEmpty(row: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(row).filter(([, text]) => text !== null && text !== ""));
}
