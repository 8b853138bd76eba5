/**
 * What a backfill would do: which task types and periods, how many cells, how long that takes, and what it uses of the
 * limits that the grid knows. Nothing is written here.
 */
import { AppError, type CellState, type GridTaskType, type MemberSelection, type PeriodDates } from "@belfry/model";
import { selectNow } from "../../sql/clock/select-now.ts";
import { countBackfillCells, type BackfillPeriod } from "../../sql/grid/backfill/count-backfill-cells.ts";
import { selectLastBases } from "../../sql/grid/backfill/select-last-bases.ts";
import type { GridRow } from "../../sql/grid/grid-rows.ts";
import { selectTaskTypes } from "../../sql/grid/select-task-types.ts";
import { baseDateAt } from "../base-date.ts";
import { chosenTasks } from "../planned-tasks.ts";
import { previewGrid, type PreviewDeps } from "../preview-grid.ts";
import { gridNamed } from "../read-grid.ts";
import { selectionByPlace } from "../selection.ts";
import { backfillPeriods } from "./backfill-periods.ts";
import { estimateBackfill, type BackfillEstimate } from "./estimate-backfill.ts";

/** `missing`: cells that are not there; `failed`: also those that failed; `all`: everything that nobody works on, once more. */
export type BackfillMode = "missing" | "failed" | "all";

export interface BackfillRequest {
  /** Periods that begin on these days, as YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
  /** Names of task types. @default all that are enabled and are about data of a period */
  readonly tasks?: readonly string[] | undefined;
  /** @default every member */
  readonly only?: MemberSelection | undefined;
  /** @default missing */
  readonly mode?: BackfillMode | undefined;
}

export interface BackfillPlan extends BackfillEstimate {
  readonly from: string;
  readonly until: string;
  readonly mode: BackfillMode;
  /** How many cells are made or opened again. */
  readonly cells: number;
  /** How many stay as they are. */
  readonly kept: number;
  readonly tasks: readonly {
    readonly task: string;
    readonly name: string;
    readonly periods: number;
    readonly first: PeriodDates | null;
    readonly last: PeriodDates | null;
    readonly cells: number;
    readonly kept: number;
  }[];
}

/** One task type in one period, as it is stored. */
export interface PlannedPart extends BackfillPeriod {
  readonly planned: number;
}

export interface OpenPlan {
  readonly grid: GridRow;
  readonly plan: BackfillPlan;
  /** Those that have cells to write, the newest period first. */
  readonly parts: readonly PlannedPart[];
}

const keptStates: Readonly<Record<BackfillMode, readonly CellState[]>> = {
  missing: ["pending", "running", "done", "failed", "skipped"],
  failed: ["pending", "running", "done", "skipped"],
  all: ["pending", "running"],
};
/** Ten years of eight daily task types. */
const MOST_PARTS = 30_000;
/** Daily, weekly and monthly generations are among so many. */
const LOOK_AHEAD = 64;

/** @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN, GRID_BACKFILL_INVALID */
export async function planBackfill(deps: PreviewDeps, slug: string, request: BackfillRequest): Promise<OpenPlan> {
  const { store } = deps;
  const { from, until, mode = "missing", only } = request;
  const grid = await gridNamed(store, slug);
  const { definition } = grid;
  if (from > until)
    throw new AppError("GRID_BACKFILL_INVALID", { grid: slug, reason: "Its first day lies after its last one." });
  const types = new Map((await selectTaskTypes(store, grid.id)).map(({ key, id }) => [key, id]));
  // The state of a shop is that of today: there is nothing to be made up for.
  const chosen = chosenTasks(definition, request).filter(({ shopStatus }) => !shopStatus);
  const latestBase = baseDateAt(definition, await selectNow(store));
  const bases = await generationDays(deps, slug, grid.id, chosen);
  const calendar =
    definition.calendar === undefined ? undefined : (await deps.calendars.current()).get(definition.calendar);
  const periods = chosen.flatMap((task) => {
    const taskTypeId = types.get(task.task);
    if (taskTypeId === undefined) return [];
    const range = { from, until, latestBase, base: bases.get(task.task) ?? from };
    return backfillPeriods(task, range, calendar).map((dates) => ({ taskTypeId, ...dates }));
  });
  if (periods.length > MOST_PARTS) {
    const reason = `It is about ${periods.length} periods of task types; ${MOST_PARTS} are the most. Split its days.`;
    throw new AppError("GRID_BACKFILL_INVALID", { grid: slug, reason });
  }
  const onlyByPlace = selectionByPlace(definition, only);
  const tasks = chosen.flatMap((task) => {
    const taskTypeId = types.get(task.task);
    if (taskTypeId === undefined) return [];
    return [{ task, taskTypeId, selections: [selectionByPlace(definition, task.where), onlyByPlace] }];
  });
  const counted = await countBackfillCells(store, {
    gridId: grid.id,
    tasks: tasks.map(({ taskTypeId, selections }) => ({ taskTypeId, selections })),
    parts: periods,
    kept: keptStates[mode],
  });
  const parts = periods.map((period, n) => {
    const { eligible = 0, kept = 0 } = counted[n] ?? {};
    return { ...period, kept, planned: Math.max(0, eligible - kept) };
  });
  const byTask = tasks.map(({ task, taskTypeId, selections }) => {
    const own = parts.filter((part) => part.taskTypeId === taskTypeId);
    return { task, taskTypeId, selections, own, cells: sum(own, "planned") };
  });
  const estimate = await estimateBackfill(store, grid, byTask);
  const plan: BackfillPlan = {
    from,
    until,
    mode,
    cells: sum(parts, "planned"),
    kept: sum(parts, "kept"),
    tasks: byTask.map(({ task, own, cells }) => ({
      task: task.task,
      name: task.name,
      periods: own.length,
      first: datesOf(own[0]),
      last: datesOf(own.at(-1)),
      cells,
      kept: sum(own, "kept"),
    })),
    ...estimate,
  };
  // The newest data is wanted first, and of each day all task types.
  const ordered = parts
    .filter(({ planned }) => planned > 0)
    .toSorted((a, b) => (a.start === b.start ? a.taskTypeId - b.taskTypeId : a.start < b.start ? 1 : -1));
  return { grid, plan, parts: ordered };
}

function sum(parts: readonly { readonly planned: number; readonly kept: number }[], of: "planned" | "kept"): number {
  return parts.reduce((n, part) => n + part[of], 0);
}

function datesOf(part: PeriodDates | undefined): PeriodDates | null {
  return part === undefined ? null : { label: part.label, start: part.start, end: part.end };
}

/** A base date of each task type that is not generated daily: of its next generation by a rule, or of its last one. */
async function generationDays(
  deps: PreviewDeps,
  slug: string,
  gridId: number,
  tasks: readonly GridTaskType[],
): Promise<ReadonlyMap<string, string>> {
  if (tasks.every(({ schedule }) => schedule === "daily")) return new Map();
  const days = new Map(await selectLastBases(deps.store, gridId));
  const planned = await previewGrid(deps, slug, LOOK_AHEAD);
  for (const { schedule, baseDate, tasks: generated } of planned.toReversed())
    for (const { task } of generated)
      if (tasks.some((one) => one.task === task && one.schedule === schedule)) days.set(task, baseDate);
  return days;
}
