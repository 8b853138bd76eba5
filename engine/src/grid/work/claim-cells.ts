/**
 * Handing out cells to programs of others. Whoever holds a cell holds it by a lease and an epoch, which every write of theirs
 * names: a write after the lease is over, or after the cell was given to somebody else, changes nothing. The clock is that
 * of the database. A cell is handed out to one at a time, however many ask at once.
 */
import { AppError, type GridTaskType, type MemberSelection, type PeriodDates } from "@belfry/model";
import type { Store } from "@belfry/store";
import { claimCells, type CellClaim, type ClaimedCellRow } from "../../sql/grid/claim-cells.ts";
import { lockGridClaims } from "../../sql/grid/lock-grid-claims.ts";
import type { WorkGrid } from "../../sql/grid/select-work-grid.ts";
import { selectionByPlace } from "../selection.ts";
import { cellKey } from "./cell-key.ts";
import { claimTypes, isCounted, workGrid } from "./work-grid.ts";

export interface ClaimRequest {
  /** The program that asks, as people see it in the list of cells. */
  readonly worker: string;
  /** @default 1 */
  readonly limit?: number | undefined;
  /** For how long they are its own unless it says that it still works on them, in milliseconds. @default 300_000 */
  readonly leaseMs?: number | undefined;
  /** Only cells of these task types. @default all that programs of others work on */
  readonly tasks?: readonly string[] | undefined;
  /** Only cells of these members. @default all */
  readonly only?: MemberSelection | undefined;
}

/** A cell that was handed out. */
export interface ClaimedCell {
  readonly cell: string;
  readonly epoch: number;
  /** Which attempt this is, the first is 1. */
  readonly attempt: number;
  readonly task: string;
  readonly period: PeriodDates;
  /** Dimension → value. */
  readonly member: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly leaseUntil: Date;
}

export const DEFAULT_LEASE_MS = 300_000;
/** Of more lines no claim looks at all. */
export const MOST_LINES = 200;
const SPARE_LINES = 8;
/** So often a claim is repeated that came upon nothing but cells that had to be put aside. */
const MOST_PARKINGS = 50;

/** Hands out cells, none when there are none. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
export async function claimForWorker(store: Store, slug: string, request: ClaimRequest): Promise<ClaimedCell[]> {
  const { worker, limit = 1, leaseMs = DEFAULT_LEASE_MS, tasks, only } = request;
  const grid = await workGrid(store, slug);
  for (const task of tasks ?? [])
    if (!grid.definition.taskTypes.some((known) => known.task === task))
      throw new AppError("GRID_TASK_UNKNOWN", { grid: slug, task });
  const isAsked = (task: GridTaskType) =>
    task.worker !== undefined && (tasks === undefined || tasks.includes(task.task));
  const types = claimTypes(grid, isAsked, leaseMs);
  const selection = selectionByPlace(grid.definition, only);
  // Where nothing is counted or picked out, each line has what it shows; a few more than asked for are for those who claim beside.
  const isPlain = only === undefined && !types.some(isCounted);
  const lines = isPlain ? limit + SPARE_LINES : MOST_LINES;
  const rows = await handOut(store, { gridId: grid.id, types, selection, limit, heldBy: worker, lines });
  return rows.map((row) => claimedCell(grid, row));
}

async function handOut(store: Store, claim: CellClaim): Promise<readonly ClaimedCellRow[]> {
  // Most grids limit nothing: their claims do not wait for each other.
  if (!claim.types.some(isCounted)) return (await claimCells(store, claim)).cells;
  for (let n = 0; n < MOST_PARKINGS; n += 1) {
    const { cells, parked } = await store.transaction(async (tx) => {
      await lockGridClaims(tx, claim.gridId);
      return claimCells(tx, claim);
    });
    if (cells.length > 0 || parked === 0) return cells;
  }
  return [];
}

/** A cell as whoever works on it is told of it. */
export function claimedCell({ definition, types }: WorkGrid, row: ClaimedCellRow): ClaimedCell {
  const { epoch, attempt, period, path, attributes } = row;
  return {
    cell: cellKey(row),
    epoch,
    attempt,
    task: Object.entries(types).find(([, id]) => id === row.taskTypeId)?.[0] ?? "",
    period,
    member: Object.fromEntries(definition.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
    attributes,
    leaseUntil: new Date(row.leaseUntil),
  };
}
