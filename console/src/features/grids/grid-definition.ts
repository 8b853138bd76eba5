import type { GridView } from "@belfry/client";
import { gridSchedules, namesIn, type GridSchedule, type GridSearch } from "./grid-search.ts";

export interface GridDimension {
  readonly dimension: string;
  readonly name: string;
}

export interface GridTask {
  readonly task: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly schedule: GridSchedule;
  readonly period: unknown;
  readonly rule?: string;
  readonly worker?: string;
  readonly where?: Readonly<Record<string, readonly string[]>>;
  readonly retry?: { readonly attempts?: number; readonly delay?: string | number };
  readonly timeout: string | number;
  readonly concurrency?: { readonly limit: number; readonly per?: string };
  readonly exclusive?: string;
  readonly needs: readonly string[];
  readonly column?: string;
}

/** A grid as the API answers it: the server has looked at every part of it before. */
export interface GridDefinition {
  readonly grid: string;
  readonly name: string;
  readonly description?: string;
  readonly timezone: string;
  readonly dimensions: readonly GridDimension[];
  readonly taskTypes: readonly GridTask[];
}

export function definitionOf(view: Pick<GridView, "definition">): GridDefinition {
  return view.definition as unknown as GridDefinition;
}

/** The schedules that a grid has, in their order. */
export function schedulesOf({ taskTypes }: GridDefinition): readonly GridSchedule[] {
  return gridSchedules.filter((schedule) => taskTypes.some((task) => task.schedule === schedule));
}

/** The schedule that is shown: days and months beside each other would be columns of two kinds. */
export function shownSchedule(grid: GridDefinition, search: Pick<GridSearch, "schedule">): GridSchedule | undefined {
  const known = schedulesOf(grid);
  return known.find((schedule) => schedule === search.schedule) ?? known[0];
}

/** The names of the task types that are shown. */
export function shownTasks(grid: GridDefinition, search: Pick<GridSearch, "schedule" | "tasks">): readonly string[] {
  const schedule = shownSchedule(grid, search);
  const ofSchedule = grid.taskTypes.filter((task) => task.schedule === schedule).map(({ task }) => task);
  const chosen = namesIn(search.tasks).filter((task) => ofSchedule.includes(task));
  return chosen.length === 0 ? ofSchedule : chosen;
}
