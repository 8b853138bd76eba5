/**
 * The end of a cell that a program of others worked on. Telling the same end again with the same epoch answers the same as
 * the first time, because the answer may have been lost on its way; anything else after the end, after the lease, or by
 * somebody who no longer holds the cell is refused and changes nothing.
 */
import { AppError, durationMs, type CellState } from "@belfry/model";
import type { Store } from "@belfry/store";
import { endCellAttempts, type AttemptEnd, type EndedCell } from "../../sql/grid/end-cell-attempts.ts";
import { extendCellLeases } from "../../sql/grid/extend-cell-leases.ts";
import { selectHeldCell, type HeldCell } from "../../sql/grid/select-held-cell.ts";
import type { WorkGrid } from "../../sql/grid/select-work-grid.ts";
import { answerTogether } from "./answer-together.ts";
import { failedEnd } from "./attempt-end.ts";
import { cellKey, readCellKey } from "./cell-key.ts";
import { DEFAULT_LEASE_MS } from "./claim-cells.ts";
import { taskTypeOf, workGrid } from "./work-grid.ts";

/** By which a holder names what it holds. */
export interface CellHold {
  readonly cell: string;
  readonly epoch: number;
}

export interface Completion extends CellHold {
  /** Figures that it came to: rows, files, bytes. @default none */
  readonly result?: Readonly<Record<string, number>> | undefined;
  /** What people read beside it. @default nothing */
  readonly message?: string | undefined;
}

export interface CellFailure extends CellHold {
  /** Why, for people. */
  readonly reason: string;
  /** Whether another attempt may help. @default true */
  readonly retryable?: boolean | undefined;
}

/** What a cell is after its attempt. */
export interface CellEnd {
  readonly cell: string;
  readonly state: CellState;
  readonly attempt: number;
  readonly result: Readonly<Record<string, number>> | null;
  /** The message of a cell that is done, or why it failed. */
  readonly reason: string | null;
  /** When it is tried again; null: it is not. */
  readonly retryAt: Date | null;
}

export interface HeartbeatRequest {
  readonly cells: readonly CellHold[];
  /** From now on, in milliseconds; never beyond the time that an attempt may take. @default 300_000 */
  readonly leaseMs?: number | undefined;
}

export interface HeldLease {
  readonly cell: string;
  /** Null: it is not held any more, and nothing that is told of it will be taken. */
  readonly leaseUntil: Date | null;
}

export interface CellEnds {
  /** @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN, GRID_LEASE_LOST */
  complete(slug: string, completion: Completion): Promise<CellEnd>;
  /** @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN, GRID_LEASE_LOST */
  fail(slug: string, failure: CellFailure): Promise<CellEnd>;
}

/** What ends cells: those that end at the same moment are written together. @param random from 0 to 1 */
export function createCellEnds(store: Store, random: () => number): CellEnds {
  const end = answerTogether<AttemptEnd, EndedCell | undefined>((slug, ends) => endTogether(store, slug, ends));
  return {
    async complete(slug, completion) {
      const { cell, epoch, result = null, message = null } = completion;
      const ended = await end(slug, {
        ...readCellKey(cell),
        epoch,
        state: "done",
        delayMs: 0,
        reason: message,
        result,
      });
      if (ended !== undefined) return endOf(cell, ended);
      const present = await presentCell(store, await workGrid(store, slug), cell);
      if (present.epoch === epoch && present.state === "done") return endOf(cell, present);
      throw leaseLost(completion, present);
    },
    async fail(slug, failure) {
      const { cell, epoch, reason, retryable = true } = failure;
      const numbers = readCellKey(cell);
      const grid = await workGrid(store, slug);
      const before = await presentCell(store, grid, cell);
      const task = taskTypeOf(grid, numbers.taskTypeId);
      const told = failedEnd({ task, attempt: before.attempt, retryable, reason, random: random() });
      const ended = await end(slug, { ...numbers, epoch, ...told });
      if (ended !== undefined) return endOf(cell, ended);
      const present = await presentCell(store, grid, cell);
      // Whatever else gives a cell back goes on to the next epoch: with this one only its own failure can have done so.
      if (present.epoch === epoch && (present.state === "failed" || present.state === "pending"))
        return endOf(cell, present);
      throw leaseLost(failure, present);
    },
  };
}

/** Of several ends of one cell the first counts; the others find out what it is now. */
async function endTogether(
  store: Store,
  slug: string,
  ends: readonly AttemptEnd[],
): Promise<(EndedCell | undefined)[]> {
  const grid = await workGrid(store, slug);
  const firsts = new Map<string, AttemptEnd>();
  for (const one of ends) if (!firsts.has(cellKey(one))) firsts.set(cellKey(one), one);
  const ended = await endCellAttempts(store, grid.id, [...firsts.values()], "held");
  const byCell = new Map(ended.map((one) => [cellKey(one), one]));
  return ends.map((one) => (firsts.get(cellKey(one)) === one ? byCell.get(cellKey(one)) : undefined));
}

/** @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN for what is no key of a cell */
export async function extendLeases(
  store: Store,
  slug: string,
  { cells, leaseMs = DEFAULT_LEASE_MS }: HeartbeatRequest,
): Promise<HeldLease[]> {
  const grid = await workGrid(store, slug);
  const leases = cells.map(({ cell, epoch }) => {
    const numbers = readCellKey(cell);
    const timeout = taskTypeOf(grid, numbers.taskTypeId)?.timeout;
    return { ...numbers, epoch, leaseMs, timeoutMs: timeout === undefined ? 0 : durationMs(timeout) };
  });
  const extended = new Map(
    (await extendCellLeases(store, grid.id, leases)).map((lease) => [cellKey(lease), lease.leaseUntil]),
  );
  return cells.map(({ cell }) => ({ cell, leaseUntil: extended.get(cell) ?? null }));
}

async function presentCell(store: Store, grid: WorkGrid, cell: string): Promise<HeldCell> {
  const present = await selectHeldCell(store, grid.id, readCellKey(cell));
  if (present === undefined) throw new AppError("GRID_CELL_UNKNOWN", { grid: grid.slug, cell });
  return present;
}

function endOf(
  cell: string,
  { state, attempt, result, reason, runAt }: Pick<HeldCell, "state" | "attempt" | "result" | "reason" | "runAt">,
): CellEnd {
  return { cell, state, attempt, result, reason, retryAt: state === "pending" ? runAt : null };
}

function leaseLost({ cell, epoch }: CellHold, present: HeldCell): AppError {
  const details = { cell, epoch, state: present.state, presentEpoch: present.epoch };
  if (present.epoch !== epoch)
    return new AppError("GRID_LEASE_LOST", {
      ...details,
      reason: `The cell is at epoch ${present.epoch} and ${present.state}; epoch ${epoch} no longer counts.`,
    });
  const over = present.leaseUntil === null ? "" : ` Its lease ended at ${present.leaseUntil.toISOString()}.`;
  return new AppError("GRID_LEASE_LOST", { ...details, reason: `The cell is ${present.state}.${over}` });
}
