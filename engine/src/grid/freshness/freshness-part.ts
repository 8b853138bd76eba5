import type { CellState, Grid, PeriodDates, Scope } from "@belfry/model";
import { CellState as CellStates } from "@belfry/model";
import type { EngineCore } from "../../engine-core.ts";
import { selectFreshness, type FreshnessRow } from "../../sql/grid/freshness/select-freshness.ts";
import { gridNamed } from "../read-grid.ts";
import { freshnessCounts, freshnessState, type FreshnessState } from "./judge-freshness.ts";
import { percentOf } from "./tell-freshness.ts";

/** How one task type stands in one period. */
export interface FreshnessView {
  readonly grid: string;
  readonly gridName: string;
  readonly task: string;
  readonly name: string;
  readonly period: PeriodDates;
  readonly baseDate: string;
  readonly state: FreshnessState;
  /** Cells that are wanted, and those of them that are done or skipped. */
  readonly total: number;
  readonly settled: number;
  readonly percent: number;
  readonly states: Readonly<Record<CellState, number>>;
  readonly deadlineAt: Date;
  /** When it will be complete at the pace so far; null when nobody can say, or it is. */
  readonly etaAt: Date | null;
  /** When it was complete for the first time. */
  readonly completeAt: Date | null;
  /** When it was told that it is late, and that it still is. */
  readonly lateAt: Date | null;
  readonly escalatedAt: Date | null;
  /** How often it was announced as complete. */
  readonly announced: number;
}

export interface GridFreshnessPart {
  /** The latest deadline first. @param days how many days of deadlines @throws AppError GRID_NOT_FOUND */
  gridFreshness(grid: string, options: { readonly days: number; readonly limit: number }): Promise<FreshnessView[]>;
  /** Of all grids that somebody may see. */
  freshness(options: {
    readonly days: number;
    readonly limit: number;
    readonly scope: Scope | null;
  }): Promise<FreshnessView[]>;
}

export function createGridFreshnessPart({ store }: EngineCore): GridFreshnessPart {
  return {
    async gridFreshness(grid, { days, limit }) {
      const { id: gridId } = await gridNamed(store, grid);
      return (await selectFreshness(store, { gridId, scope: null, days, limit })).map(viewOf);
    },
    freshness: async ({ days, limit, scope }) =>
      (await selectFreshness(store, { gridId: null, scope, days, limit })).map(viewOf),
  };
}

function viewOf(row: FreshnessRow): FreshnessView {
  const { grid, gridName, task, label, start, end, baseDate, deadlineAt, completeAt, lateAt, escalatedAt, announced } =
    row;
  const { total, settled } = freshnessCounts(row.states);
  const { state, etaAt } = freshnessState(row, row.now);
  const { taskTypes } = row.definition as Grid;
  return {
    grid,
    gridName,
    task,
    name: taskTypes.find((one) => one.task === task)?.name ?? task,
    period: { label, start, end },
    baseDate,
    state,
    total,
    settled,
    percent: percentOf(settled, total),
    states: Object.fromEntries(CellStates.options.map((one) => [one, row.states[one] ?? 0])) as Record<
      CellState,
      number
    >,
    deadlineAt,
    etaAt,
    completeAt,
    lateAt,
    escalatedAt,
    announced,
  };
}
