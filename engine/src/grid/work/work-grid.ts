import { AppError, durationMs, type GridTaskType } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { ClaimType } from "../../sql/grid/claim-cells.ts";
import { selectWorkGrid, type WorkGrid } from "../../sql/grid/select-work-grid.ts";

/** @throws AppError GRID_NOT_FOUND */
export async function workGrid(db: Queryable, slug: string): Promise<WorkGrid> {
  const grid = await selectWorkGrid(db, { slug });
  if (grid === undefined) throw new AppError("GRID_NOT_FOUND", { grid: slug });
  return grid;
}

/** A task type of a grid by its number; nothing when the grid no longer names it. */
export function taskTypeOf({ definition, types }: WorkGrid, taskTypeId: number): GridTaskType | undefined {
  return definition.taskTypes.find(({ task }) => types[task] === taskTypeId);
}

/**
 * The task types of a grid as a claim takes them. @param asked whose cells are handed out @param leaseMs for how long, at the
 * most as long as an attempt may take
 */
export function claimTypes(
  { definition, types }: WorkGrid,
  asked: (task: GridTaskType) => boolean,
  leaseMs: number,
): ClaimType[] {
  const placeOf = (name: string | undefined): number | null => {
    const place = definition.dimensions.findIndex(({ dimension }) => dimension === name) + 1;
    return place === 0 ? null : place;
  };
  return definition.taskTypes.flatMap((task) => {
    const id = types[task.task];
    if (id === undefined) return [];
    const { concurrency, exclusive, needs, timeout } = task;
    return {
      id,
      asked: task.enabled && asked(task),
      most: concurrency?.limit ?? null,
      per: placeOf(concurrency?.per),
      exclusive: exclusive ?? null,
      exclusiveAt: placeOf(exclusive),
      needs,
      leaseMs: Math.min(leaseMs, durationMs(timeout)),
    };
  });
}

/** Whether something of what runs has to be counted before cells are handed out. */
export function isCounted({ asked, most, exclusive, needs }: ClaimType): boolean {
  return asked && (most !== null || exclusive !== null || needs.length > 0);
}
