import type { CellSettlement, MirroredCell } from "@belfry/plugin-kit";
import { decideCell, type TableState } from "./decide-cell.ts";
import type { MirroredCounts } from "./mirror-tasks.ts";
import type { ShopState, ShopTable } from "./shop-table.ts";
import type { MirrorWords } from "./task-table.ts";

/** Mirrors the states of members both ways. Nothing stands for planned there, so putting one back plans it. */
export async function mirrorShops(
  table: ShopTable,
  cells: readonly MirroredCell[],
  {
    column,
    states,
    words,
    at,
    shopOf,
    counts,
  }: {
    readonly column: string;
    readonly states: ReadonlyMap<string, ShopState>;
    readonly words: MirrorWords;
    /** Now, as the database takes it. */
    readonly at: string;
    readonly shopOf: (cell: MirroredCell) => string;
    readonly counts: MirroredCounts;
  },
): Promise<CellSettlement[]> {
  const settlements: CellSettlement[] = [];
  for (const cell of cells) {
    const shop = shopOf(cell);
    const state = states.get(shop);
    // A member that the table does not know: nobody who reads the table can work on it.
    if (state === undefined) continue;
    const { write, settle } = decideCell(cell, stateOf(state, words));
    if (settle !== undefined) settlements.push({ cell: cell.cell, ...settle });
    if (settle?.state !== undefined) counts.read += 1;
    if (write === "done") counts.written += await table.write(column, shop, { text: words.done, at });
    // Of an earlier day, or done and wanted again.
    else if (state.text !== "" && (!state.isOfToday || write === "planned"))
      counts.created += await table.clear(column, shop, state.text);
    else counts.existing += 1;
  }
  return settlements;
}

function stateOf({ text, isOfToday }: ShopState, { done }: MirrorWords): TableState {
  if (text === "" || !isOfToday) return "planned";
  return text === done ? "done" : "other";
}
