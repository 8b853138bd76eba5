/** What people do with a backfill that is under way. Cells that somebody works on go on to their end, with their attempts. */
import { AppError, type Actor } from "@belfry/model";
import { giveUpBackfillCells } from "../../sql/grid/backfill/give-up-backfill-cells.ts";
import { holdBackfillCells } from "../../sql/grid/backfill/hold-backfill-cells.ts";
import { lockBackfill, type BackfillState } from "../../sql/grid/backfill/lock-backfill.ts";
import { setBackfillState } from "../../sql/grid/backfill/set-backfill-state.ts";
import { lookAtGridWork } from "../../sql/grid/look-at-grid-work.ts";
import type { GridChangeDeps } from "../change-grid.ts";
import { gridNamed } from "../read-grid.ts";

export type BackfillWish = "pause" | "resume" | "cancel";

const targets = { pause: "paused", resume: "running", cancel: "cancelled" } as const satisfies Record<
  BackfillWish,
  BackfillState
>;

/** Wishing for what it is already changes nothing. @throws AppError GRID_NOT_FOUND, GRID_BACKFILL_UNKNOWN, GRID_BACKFILL_OVER */
export async function changeBackfill(
  { store, audit }: GridChangeDeps,
  slug: string,
  id: number,
  { wish, by }: { readonly wish: BackfillWish; readonly by: Actor },
): Promise<void> {
  const { id: gridId } = await gridNamed(store, slug);
  const to = targets[wish];
  await store.transaction(async (tx) => {
    // Before any cell is locked, as whoever starts executions of cells does it.
    await lookAtGridWork(tx, gridId);
    const state = await lockBackfill(tx, gridId, id);
    if (state === undefined) throw new AppError("GRID_BACKFILL_UNKNOWN", { grid: slug, backfill: id });
    if (state === to) return;
    if (state === "done" || state === "cancelled")
      throw new AppError("GRID_BACKFILL_OVER", { grid: slug, backfill: id, state });
    await setBackfillState(tx, id, to);
    const given = to === "cancelled" ? await giveUpBackfillCells(tx, id) : 0;
    if (to !== "cancelled") await holdBackfillCells(tx, id, to === "paused");
    const subject = { kind: "grid", id: slug };
    const after = { backfill: id, state: to, ...(given > 0 && { givenUp: given }) };
    await audit(tx, { by, action: `grids.backfill-${wish}`, subject, outcome: "done", after });
  });
}
