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
import { answerTogether } from "./answer-together.ts";
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
  /** The number of the backfill that it belongs to; null: it is of the daily run. */
  readonly backfill: number | null;
  /** Whether nobody is to be told anything of it: a backfill that was begun without messages. */
  readonly quiet: boolean;
}

export const DEFAULT_LEASE_MS = 300_000;
/** Of more lines no claim looks at all. */
export const MOST_LINES = 200;
/** So many more lines than cells are looked at first: some may show nothing, because others take their cells or are at work. */
const SPARE_LINES = 8;
/** A transaction is over before the locks that it holds are missed. */
const MOST_AT_ONCE = 500;
/** So often is looked again for cells that are missing, after some were put aside or were not looked at. */
const MOST_LOOKS = 50;

/** Which cells are asked for: requests that say the same of them are served together. */
type ClaimKind = Pick<ClaimRequest, "tasks" | "only"> & { readonly slug: string; readonly leaseMs: number };
type ClaimShare = Pick<ClaimRequest, "worker"> & { readonly limit: number };

export type ClaimForWorker = (slug: string, request: ClaimRequest) => Promise<ClaimedCell[]>;

/** What hands out cells, none when there are none. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
export function createClaimForWorker(store: Store): ClaimForWorker {
  const ask = answerTogether<ClaimShare, ClaimedCell[]>((kind, shares) =>
    claimShares(store, JSON.parse(kind) as ClaimKind, shares),
  );
  return (slug, { worker, limit = 1, leaseMs = DEFAULT_LEASE_MS, tasks, only }) =>
    ask(JSON.stringify({ slug, leaseMs, tasks, only } satisfies ClaimKind), { worker, limit });
}

async function claimShares(
  store: Store,
  { slug, leaseMs, tasks, only }: ClaimKind,
  shares: readonly ClaimShare[],
): Promise<ClaimedCell[][]> {
  const grid = await workGrid(store, slug);
  for (const task of tasks ?? [])
    if (!grid.definition.taskTypes.some((known) => known.task === task))
      throw new AppError("GRID_TASK_UNKNOWN", { grid: slug, task });
  const isAsked = (task: GridTaskType) =>
    task.worker !== undefined && (tasks === undefined || tasks.includes(task.task));
  const types = claimTypes(grid, isAsked, leaseMs);
  const selection = selectionByPlace(grid.definition, only);
  const heldBy = shares.flatMap(({ worker, limit }) => Array.from({ length: limit }, () => worker));
  const rows = await handOut(store, { gridId: grid.id, types, selection, heldBy, lines: heldBy.length + SPARE_LINES });
  let given = 0;
  return shares.map(({ limit }) => rows.slice(given, (given += limit)).map((row) => claimedCell(grid, row)));
}

async function handOut(store: Store, claim: CellClaim): Promise<readonly ClaimedCellRow[]> {
  // Most grids limit nothing: their claims do not wait for each other.
  const isLimited = claim.types.some(isCounted);
  const found: ClaimedCellRow[] = [];
  let lines = Math.min(claim.lines, MOST_LINES);
  for (let n = 0; n < MOST_LOOKS && found.length < claim.heldBy.length; n += 1) {
    const heldBy = claim.heldBy.slice(found.length, found.length + MOST_AT_ONCE);
    const part = { ...claim, heldBy, lines };
    const { cells, parked, more } = isLimited
      ? await store.transaction(async (tx) => {
          await lockGridClaims(tx, claim.gridId);
          return claimCells(tx, part);
        })
      : await claimCells(store, part);
    found.push(...cells);
    if (cells.length === heldBy.length || parked > 0) continue;
    if (!more || (cells.length === 0 && lines === MOST_LINES)) break;
    // Some lines had less than their share: others have to stand in for them.
    lines = Math.min(lines * 4, MOST_LINES);
  }
  return found;
}

/** A cell as whoever works on it is told of it. */
export function claimedCell({ definition, types }: WorkGrid, row: ClaimedCellRow): ClaimedCell {
  const { epoch, attempt, period, path, attributes, backfill, quiet } = row;
  return {
    cell: cellKey(row),
    epoch,
    attempt,
    task: Object.entries(types).find(([, id]) => id === row.taskTypeId)?.[0] ?? "",
    period,
    member: Object.fromEntries(definition.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
    attributes,
    leaseUntil: new Date(row.leaseUntil),
    backfill,
    quiet,
  };
}
