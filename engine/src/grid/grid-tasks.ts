import type { GridTasks } from "@belfry/plugin-kit";
import { isAppError, type GridTaskType } from "@belfry/model";
import { selectNow } from "../sql/clock/select-now.ts";
import { baseDateAt } from "./base-date.ts";
import type { GenerateDeps, GenerateRequest } from "./generate-grid.ts";
import { chosenTasks, taskPeriod } from "./planned-tasks.ts";
import { gridNamed } from "./read-grid.ts";

/**
 * The task types of a grid that a generation would be about, with their periods and attributes; nothing is made.
 * @param at the moment it was due
 * @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN
 */
export async function gridTasks(
  { store, calendars }: Pick<GenerateDeps, "store" | "calendars">,
  slug: string,
  request: Omit<GenerateRequest, "refused">,
  at: Date,
): Promise<GridTasks> {
  const { definition: grid } = await gridNamed(store, slug);
  const calendar = grid.calendar === undefined ? undefined : (await calendars.current()).get(grid.calendar);
  const today = baseDateAt(grid, await selectNow(store));
  const baseDate = request.date ?? baseDateAt(grid, at);
  const periodOf = (task: GridTaskType) => {
    if (task.shopStatus) return { start: today, end: today, label: today };
    try {
      return taskPeriod(grid, task, baseDate, calendar);
    } catch (error) {
      if (!isAppError(error) || error.code !== "GRID_DATE_UNDECIDED") throw error;
      return null;
    }
  };
  return {
    baseDate,
    today,
    timezone: grid.timezone,
    dimensions: grid.dimensions.map(({ dimension }) => dimension),
    tasks: chosenTasks(grid, request).map((task) => ({
      task: task.task,
      name: task.name,
      schedule: task.schedule,
      where: task.where ?? {},
      column: task.column ?? null,
      shopStatus: task.shopStatus,
      attributes: task.attributes ?? {},
      period: periodOf(task),
    })),
  };
}
