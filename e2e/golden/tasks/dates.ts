import { planGrid, readPlatformConfig } from "@belfry/cli";
import { Grid, periodOf, PlainDate } from "@belfry/model";
import type { TaskConfig } from "./file.ts";

/** The date of a task of the Python configuration: read as data, made a grid, and asked for its period. */
export async function targetDate(config: TaskConfig, baseDate: string): Promise<unknown> {
  const day = PlainDate.safeParse(baseDate);
  if (!day.success) return { error: "invalid date format" };
  const source = `TASK = ${python(config)}\nALL_PLATFORMS = {'p': {'tasks': {'task': TASK}}}\n`;
  const [task] = Grid.parse(planGrid(readPlatformConfig(source), "dates")).taskTypes;
  return task === undefined ? null : (periodOf(task.period, day.data)?.label ?? null);
}

function python(value: TaskConfig[string] | TaskConfig): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `(${value.map((item: number) => `${item},`).join(" ")})`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${python(inner)}`)
    .join(", ")}}`;
}
