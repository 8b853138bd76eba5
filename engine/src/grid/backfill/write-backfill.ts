/**
 * Writes the cells of backfills, so many at once. How far it came is written in the transaction that writes the cells: a
 * node that dies in the middle has written nothing of that piece, and another one goes on from there. One node at a time
 * writes those of a backfill; they are handed out after all cells of the daily run.
 */
import type { CellState } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Faults } from "../../fault-points.ts";
import { selectBackfillPart, type BackfillPart } from "../../sql/grid/backfill/select-backfill-part.ts";
import { settleBackfillPart } from "../../sql/grid/backfill/settle-backfill-part.ts";
import { settleBackfill } from "../../sql/grid/backfill/settle-backfill.ts";
import { takeDueBackfill, type DueBackfill } from "../../sql/grid/backfill/take-due-backfill.ts";
import { writeBackfillCells } from "../../sql/grid/backfill/write-backfill-cells.ts";
import { lookAtGridWork } from "../../sql/grid/look-at-grid-work.ts";
import { selectWorkGrid } from "../../sql/grid/select-work-grid.ts";
import { selectionByPlace } from "../selection.ts";
import { taskTypeOf } from "../work/work-grid.ts";
import { backfillPriority } from "./backfill-priority.ts";

export interface WriteBackfillDeps {
  readonly store: Store;
  readonly faults: Faults;
}

/** A few tenths of a second: whoever changes a member meanwhile hardly waits. */
const MEMBERS_AT_ONCE = 5_000;
/** Of each task type. Enough for the fastest workers until somebody looks again, and few enough to be stopped at once. */
const MOST_WAITING = 10_000;
const LOOK_AGAIN_MS = 5_000;

const again: Readonly<Record<DueBackfill["mode"], readonly CellState[]>> = {
  missing: [],
  failed: ["failed"],
  all: ["done", "failed", "skipped"],
};

/** Writes the next piece of a backfill. Returns of which grid; nothing when there is nothing to do now. */
export async function writeBackfill({ store, faults }: WriteBackfillDeps): Promise<string | undefined> {
  const looked = await store.transaction(async (tx) => {
    const backfill = await takeDueBackfill(tx);
    if (backfill === undefined) return undefined;
    const { written, open, part } = await selectBackfillPart(tx, backfill.id, { mostWaiting: MOST_WAITING });
    if (part !== null) {
      await settleBackfillPart(tx, backfill.id, { n: part.n, ...(await writePart(tx, backfill, part)) });
      await settleBackfill(tx, backfill.id, 0);
    } else await settleBackfill(tx, backfill.id, written && open === 0 ? null : LOOK_AGAIN_MS);
    await faults.at("before-backfill-commit");
    return backfill;
  });
  if (looked === undefined) return undefined;
  await faults.at("after-backfill-commit");
  // A node that dies before this is made up for: the backfill is looked at again, and then this is done.
  await lookAtGridWork(store, looked.gridId);
  return looked.grid;
}

async function writePart(
  tx: Tx,
  { id: backfillId, gridId, mode, request }: DueBackfill,
  part: BackfillPart,
): ReturnType<typeof writeBackfillCells> {
  const grid = await selectWorkGrid(tx, { id: gridId });
  const task = grid === undefined ? undefined : taskTypeOf(grid, part.taskTypeId);
  // The grid no longer names it: nobody wants its cells any more.
  if (grid === undefined || task === undefined) return { written: 0, after: part.after, done: true };
  const { definition } = grid;
  const selections = [selectionByPlace(definition, task.where), selectionByPlace(definition, request.only)];
  const priority = backfillPriority(task.priority);
  const wanted = { ...part, backfillId, gridId, priority, selections, again: again[mode], limit: MEMBERS_AT_ONCE };
  return writeBackfillCells(tx, wanted);
}
