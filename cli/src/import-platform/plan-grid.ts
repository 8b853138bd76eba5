import type { Platform, PlatformTask } from "./platform-config.ts";
import { taskPeriod } from "./task-period.ts";

/** The grid that a configuration becomes. */
export interface PlannedGrid extends Readonly<Record<string, unknown>> {
  readonly grid: string;
  readonly taskTypes: readonly Readonly<Record<string, unknown>>[];
}

/** A task that the grid has. Of a schedule that nobody knows it has none. */
export function isTaken(task: PlatformTask): boolean {
  return taskPeriod(task) !== undefined && taskName(task) !== undefined;
}

/** `pdd-badscore`: two platforms may have tasks of one name, and a grid has each name once. */
function taskName({ platform, key }: PlatformTask): string | undefined {
  const name = `${platform}-${key}`.toLowerCase();
  return /^[a-z][a-z0-9_.-]{0,62}$/.test(name) ? name : undefined;
}

/** Scripts were run twice more after a failure, five minutes apart, and had an hour. */
const asTheScheduler = { timeout: "1h", retry: { attempts: 3, delay: "5m", backoff: "fixed" } };

export function planGrid(platforms: readonly Platform[], grid: string): PlannedGrid {
  return {
    grid,
    name: `${platforms.map(({ name }) => name).join("、")}任务`,
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: platforms.flatMap(({ tasks }) => tasks.filter(isTaken).map(taskType)),
  };
}

function taskType(task: PlatformTask): Record<string, unknown> {
  return {
    task: taskName(task),
    name: task.name,
    ...(!task.enabled && { enabled: false }),
    where: { platform: [task.platform] },
    schedule: task.schedule,
    period: taskPeriod(task),
    worker: "external",
    ...asTheScheduler,
    ...(task.isShopStatus && { shopStatus: true }),
    ...(task.statusField !== null && { column: task.statusField }),
    ...storedAt(task),
  };
}

/** Where the rules that store and refresh find it. */
function storedAt({ minioPath, dremioTable }: PlatformTask): Record<string, unknown> {
  const attributes = {
    ...(minioPath !== null && { minioPath }),
    ...(dremioTable !== null && { dremioTable }),
  };
  return Object.keys(attributes).length === 0 ? {} : { attributes };
}
