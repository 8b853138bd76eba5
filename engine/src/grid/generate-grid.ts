/**
 * A generation: the cells of one base date. It may be repeated at any time and by any number of nodes at once: what is
 * there stays, and each cell is counted as created exactly once. Each task type is a piece of work of its own; one that
 * fails says why and does not stop the others.
 */
import { isAppError, type Actor, type Grid, type GridTaskType, type PeriodDates } from "@belfry/model";
import { isTransientDatabaseError, type Store } from "@belfry/store";
import type { Audit } from "../audit.ts";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { ensureGridMonths } from "../sql/grid/ensure-grid-months.ts";
import { generateCells, type CellsWanted } from "../sql/grid/generate-cells.ts";
import type { GeneratedTask } from "../sql/grid/grid-rows.ts";
import { insertGridGeneration } from "../sql/grid/insert-grid-generation.ts";
import { lookAtGridWork } from "../sql/grid/look-at-grid-work.ts";
import { selectFirstValues } from "../sql/grid/select-first-values.ts";
import { selectTaskTypes } from "../sql/grid/select-task-types.ts";
import { upsertGridPeriods } from "../sql/grid/upsert-grid-periods.ts";
import { baseDateAt } from "./base-date.ts";
import { chosenTasks, taskPeriod, type TaskChoice } from "./planned-tasks.ts";
import { gridNamed } from "./read-grid.ts";
import { selectionByPlace } from "./selection.ts";

export interface GenerateRequest extends TaskChoice {
  /** The base date T, as YYYY-MM-DD. @default the business day of the moment */
  readonly date?: string | undefined;
  /** Task types that are not generated, and why: their table has no column for them, for example. @default none */
  readonly refused?: Readonly<Record<string, string>> | undefined;
}

export interface GenerateOrigin {
  /** Who asks by hand; a rule is nobody, its run tells. */
  readonly by?: Actor;
  readonly executionId?: number;
  /** The moment it was due. @default now */
  readonly at?: Date;
}

export interface GridGeneration {
  readonly id: number;
  readonly grid: string;
  readonly baseDate: string;
  /** The values of the first dimension (the platforms) that the task types are for. */
  readonly platforms: readonly string[];
  readonly tasks: readonly GeneratedTask[];
  readonly created: number;
  readonly existing: number;
  /** Task types that failed. */
  readonly failed: number;
}

export interface GenerateDeps {
  readonly store: Store;
  readonly audit: Audit;
  readonly calendars: Pick<CalendarCache, "current">;
}

/**
 * Makes the cells that are missing. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN; what fails of one
 * task type is part of the answer
 */
export async function generateGrid(
  deps: GenerateDeps,
  slug: string,
  request: GenerateRequest = {},
  { by, executionId, at }: GenerateOrigin = {},
): Promise<GridGeneration> {
  const { store, audit } = deps;
  const { id: gridId, definition: grid } = await gridNamed(store, slug);
  const now = await selectNow(store);
  const baseDate = request.date ?? baseDateAt(grid, at ?? now);
  const only = selectionByPlace(grid, request.only);
  const chosen = chosenTasks(grid, request);
  const planned = await planTasks(deps, grid, chosen, {
    baseDate,
    today: baseDateAt(grid, now),
    refused: request.refused ?? {},
  });
  const cellPeriods = planned.flatMap(({ cells }) => (cells === undefined ? [] : [cells]));
  await ensureGridMonths(store, [...new Set(cellPeriods.map(({ start }) => start))]);
  const periods = await upsertGridPeriods(store, gridId, cellPeriods);
  const types = new Map((await selectTaskTypes(store, gridId)).map(({ key, id }) => [key, id]));

  const tasks: GeneratedTask[] = [];
  for (const { task, period, cells, error } of planned) {
    const { task: key, name, column = null, where, priority, exclusive } = task;
    const told = { task: key, name, column, period };
    const taskTypeId = types.get(key);
    const periodId = cells === undefined ? undefined : periods.get(cells.label);
    if (cells === undefined || taskTypeId === undefined || periodId === undefined) {
      tasks.push({ ...told, created: 0, existing: 0, error });
      continue;
    }
    const selections = [selectionByPlace(grid, where), only];
    const { start, end } = cells;
    const wanted = {
      gridId,
      taskTypeId,
      periodId,
      start,
      end,
      priority,
      exclusive: exclusive !== undefined,
      selections,
    };
    const made = await generateTogether(store, wanted).catch(refusedTask);
    if ("error" in made) {
      tasks.push({ ...told, created: 0, existing: 0, ...made });
      continue;
    }
    tasks.push({ ...told, ...made, error: null });
  }

  const sum = (count: (task: GeneratedTask) => number) => tasks.reduce((n, task) => n + count(task), 0);
  const totals = {
    created: sum(({ created }) => created),
    existing: sum(({ existing }) => existing),
    failed: sum(({ error }) => (error === null ? 0 : 1)),
  };
  const id = await store.transaction(async (tx) => {
    const askedBy = by?.name ?? "";
    const kept = { gridId, baseDate, executionId: executionId ?? null, askedBy, results: tasks };
    const generation = await insertGridGeneration(tx, kept);
    const subject = { kind: "grid", id: slug };
    if (by !== undefined)
      await audit(tx, {
        by,
        action: "grids.generate",
        subject,
        outcome: "done",
        after: { ...request, baseDate, ...totals },
      });
    return generation;
  });
  const platforms = await platformsOf(store, gridId, { grid, chosen, only: request.only });
  return { id, grid: slug, baseDate, platforms, tasks, ...totals };
}

/** The cells of one task type, and that somebody is to look at them: a process that dies behind it leaves none that nobody starts. */
async function generateTogether(
  store: Store,
  wanted: CellsWanted,
): Promise<Pick<GeneratedTask, "created" | "existing">> {
  return store.transaction(async (tx) => {
    // Before any cell is locked, as whoever starts executions of cells does it.
    await lookAtGridWork(tx, wanted.gridId);
    return generateCells(tx, wanted);
  });
}

async function platformsOf(
  store: Store,
  gridId: number,
  {
    grid,
    chosen,
    only,
  }: { readonly grid: Grid; readonly chosen: readonly GridTaskType[]; readonly only: TaskChoice["only"] },
): Promise<string[]> {
  const first = grid.dimensions[0]?.dimension ?? "";
  const named = chosen.map(({ where }) => where?.[first]);
  const known = named.includes(undefined) ? await selectFirstValues(store, gridId) : [];
  const all = new Set(named.flatMap((values) => values ?? known));
  return [...all].filter((value) => only?.[first]?.includes(value) ?? true).toSorted();
}

interface PlannedTask {
  readonly task: GridTaskType;
  readonly period: PeriodDates | null;
  /** The period whose cells are made; nothing when the task type failed before. */
  readonly cells?: PeriodDates;
  readonly error: GeneratedTask["error"];
}

async function planTasks(
  { calendars }: GenerateDeps,
  grid: Grid,
  tasks: readonly GridTaskType[],
  {
    baseDate,
    today,
    refused,
  }: {
    readonly baseDate: string;
    readonly today: string;
    readonly refused: Readonly<Record<string, string>>;
  },
): Promise<PlannedTask[]> {
  const calendar = grid.calendar === undefined ? undefined : (await calendars.current()).get(grid.calendar);
  return tasks.map((task): PlannedTask => {
    let period: PeriodDates | null = null;
    try {
      period = taskPeriod(grid, task, baseDate, calendar);
      const message = Object.hasOwn(refused, task.task) ? refused[task.task] : undefined;
      if (message !== undefined) return { task, period, error: { code: "GRID_TARGET_REFUSED", message } };
      // The state of a shop is that of today, whatever date is generated.
      const cells = task.shopStatus ? { start: today, end: today, label: today } : period;
      return { task, period, cells, error: null };
    } catch (error) {
      return { task, period, ...refusedTask(error) };
    }
  });
}

/** Why a task type failed. A database that is away is nothing that a task type can help: the whole generation is repeated. */
function refusedTask(error: unknown): { readonly error: NonNullable<GeneratedTask["error"]> } {
  if (isTransientDatabaseError(error) || !(error instanceof Error)) throw error;
  return { error: { code: isAppError(error) ? error.code : "INTERNAL", message: error.message } };
}
