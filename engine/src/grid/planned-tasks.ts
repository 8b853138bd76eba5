import {
  AppError,
  periodOf,
  type CalendarLookup,
  type Grid,
  type GridSchedule,
  type GridTaskType,
  type MemberSelection,
  type PeriodDates,
} from "@belfry/model";
import { excludeEachOther } from "./selection.ts";

/** Which task types a generation is about. */
export interface TaskChoice {
  /** @default all */
  readonly schedule?: GridSchedule | "all" | undefined;
  /** Their names. @default all */
  readonly tasks?: readonly string[] | undefined;
  /** Only for these members. @default all */
  readonly only?: MemberSelection | undefined;
}

/** The task types of a grid that are generated: enabled, of the schedule, and for some of the members. @throws AppError GRID_TASK_UNKNOWN */
export function chosenTasks(grid: Grid, { schedule = "all", tasks, only }: TaskChoice): GridTaskType[] {
  for (const task of tasks ?? [])
    if (!grid.taskTypes.some((known) => known.task === task))
      throw new AppError("GRID_TASK_UNKNOWN", { grid: grid.grid, task });
  return grid.taskTypes.filter(
    (task) =>
      task.enabled &&
      (schedule === "all" || task.schedule === schedule) &&
      (tasks === undefined || tasks.includes(task.task)) &&
      !excludeEachOther(task.where, only),
  );
}

/** The period of a task type from a base date. @throws AppError GRID_DATE_UNDECIDED */
export function taskPeriod(
  grid: Grid,
  { task, period }: GridTaskType,
  baseDate: string,
  calendar: CalendarLookup | undefined,
): PeriodDates {
  const found = periodOf(period, baseDate, calendar);
  if (found !== undefined) return found;
  const which = grid.calendar ?? "that it needs";
  const reason = calendar === undefined ? `There is no calendar ${which}.` : `The calendar ${which} ends before.`;
  throw new AppError("GRID_DATE_UNDECIDED", { grid: grid.grid, task, reason });
}
