import type { CellSettlement } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { lookAtGridWork } from "../../sql/grid/look-at-grid-work.ts";
import { settleMirroredCells } from "../../sql/grid/settle-mirrored-cells.ts";
import { gridNamed } from "../read-grid.ts";
import { readCellKey } from "../work/cell-key.ts";

/** Brings cells to what their table says. Returns how many became done or pending. @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN */
export async function settleMirrored(
  store: Store,
  slug: string,
  settlements: readonly CellSettlement[],
  reason: string,
): Promise<number> {
  if (settlements.length === 0) return 0;
  const { id: gridId } = await gridNamed(store, slug);
  const given = settlements.map(({ cell, state = null, mirrored }) => ({ ...readCellKey(cell), state, mirrored }));
  return store.transaction(async (tx) => {
    // Before any cell is locked, as whoever starts executions of cells does it.
    if (given.some(({ state }) => state !== null)) await lookAtGridWork(tx, gridId);
    return settleMirroredCells(tx, gridId, given, reason);
  });
}
