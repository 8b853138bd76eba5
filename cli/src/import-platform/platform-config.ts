import { readPython } from "./read-python.ts";
import { PythonProblem, type PythonDict, type PythonValue } from "./python-value.ts";

/** A task of the Python configuration, as it is written there. */
export interface PlatformTask {
  readonly platform: string;
  readonly key: string;
  /** Where it stands. */
  readonly line: number;
  readonly name: string;
  readonly script: string | null;
  readonly statusField: string | null;
  readonly schedule: string;
  readonly dateOffset: number | null;
  /** Two numbers, a name like `last_month`, or null. */
  readonly dateRange: readonly [number, number] | string | null;
  readonly enabled: boolean;
  readonly isShopStatus: boolean;
  /** Where what was collected is stored: below this path of the bucket, as this table. */
  readonly minioPath: string | null;
  readonly dremioTable: string | null;
  /** Fields that are none of those above. */
  readonly others: readonly string[];
}

export interface Platform {
  readonly platform: string;
  readonly name: string;
  readonly tasks: readonly PlatformTask[];
}

const FIELDS = new Set([
  "name",
  "script",
  "status_field",
  "schedule",
  "date_offset",
  "date_range",
  "enabled",
  "is_shop_status",
  "minio_path",
  "dremio_table",
]);

/** The platforms of `ALL_PLATFORMS` with their tasks. @throws PythonProblem with the line and what to do */
export function readPlatformConfig(source: string): Platform[] {
  const all = dictOf(readPython(source).valueOf("ALL_PLATFORMS"), "ALL_PLATFORMS");
  return [...all.entries].map(([platform, value]) => {
    const config = dictOf(value, platform);
    const tasks = config.entries.get("tasks");
    if (tasks === undefined)
      throw new PythonProblem(value.line, `${platform} has no tasks.`, "Add 'tasks': { … } to it.");
    return {
      platform,
      name: textOf(config, "name") ?? platform,
      tasks: [...dictOf(tasks, `The tasks of ${platform}`).entries].map(([key, task]) =>
        taskOf(platform, key, dictOf(task, key)),
      ),
    };
  });
}

function taskOf(platform: string, key: string, task: PythonDict): PlatformTask {
  return {
    platform,
    key,
    line: task.line,
    name: textOf(task, "name") ?? key,
    script: textOf(task, "script"),
    statusField: textOf(task, "status_field"),
    schedule: textOf(task, "schedule") ?? "daily",
    dateOffset: wholeNumber(task.entries.get("date_offset")),
    dateRange: rangeOf(task.entries.get("date_range")),
    enabled: flagOf(task, "enabled", true),
    isShopStatus: flagOf(task, "is_shop_status", false),
    minioPath: textOf(task, "minio_path"),
    dremioTable: textOf(task, "dremio_table"),
    others: [...task.entries.keys()].filter((name) => !FIELDS.has(name)),
  };
}

function dictOf(value: PythonValue, what: string): PythonDict {
  if (value.kind === "dict") return value;
  throw new PythonProblem(value.line, `${what} is no dict.`, "Write it as { 'key': … }.");
}

function textOf(task: PythonDict, name: string): string | null {
  const value = task.entries.get(name);
  if (value === undefined || value.kind === "none") return null;
  if (value.kind === "text") return value.value;
  throw new PythonProblem(value.line, `${name} is no text.`, "Write it in quotes.");
}

function flagOf(task: PythonDict, name: string, otherwise: boolean): boolean {
  const value = task.entries.get(name);
  if (value === undefined || value.kind === "none") return otherwise;
  if (value.kind === "bool") return value.value;
  throw new PythonProblem(value.line, `${name} is neither True nor False.`, "Write one of the two.");
}

function wholeNumber(value: PythonValue | undefined): number | null {
  if (value === undefined || value.kind === "none") return null;
  if (value.kind === "number" && Number.isInteger(value.value)) return value.value;
  throw new PythonProblem(value.line, "This is no number of days.", "Write a whole number, like -1.");
}

function rangeOf(value: PythonValue | undefined): PlatformTask["dateRange"] {
  if (value === undefined || value.kind === "none") return null;
  if (value.kind === "text") return value.value;
  const [from, to, ...more] = value.kind === "tuple" || value.kind === "list" ? value.items.map(wholeNumber) : [];
  if (typeof from === "number" && typeof to === "number" && more.length === 0) return [from, to];
  throw new PythonProblem(
    value.line,
    "This is no range of days.",
    "Write two numbers, like (-9, -3), or 'last_month'.",
  );
}
