import type { CellSettlement, MirroredCell, MirroredPart } from "@belfry/plugin-kit";
import { decideCell, type TableState } from "./decide-cell.ts";
import type { MirrorWords, TaskTable } from "./task-table.ts";

/** What became of a task type. */
export interface MirroredCounts {
  /** The column went from nothing to planned. */
  created: number;
  /** Something stood there already. */
  existing: number;
  /** Done here, and written there. */
  written: number;
  /** Done there, or wanted again there: the cell follows. */
  read: number;
}

export function noCounts(): MirroredCounts {
  return { created: 0, existing: 0, written: 0, read: 0 };
}

/** Mirrors cells of one period both ways. Returns what is to become of cells once the table is written. */
export async function mirrorPart(
  table: TaskTable,
  { period, cells }: MirroredPart,
  {
    tasks,
    words,
    shopOf,
    countsOf,
  }: {
    /** Task type → its column. */
    readonly tasks: ReadonlyMap<string, string>;
    readonly words: MirrorWords;
    readonly shopOf: (cell: MirroredCell) => string;
    readonly countsOf: (task: string) => MirroredCounts;
  },
): Promise<CellSettlement[]> {
  const columns = [...new Set(cells.map(({ task }) => tasks.get(task) ?? ""))];
  const rows = await table.read(period.label, columns);
  const settlements: CellSettlement[] = [];
  const missing = new Set<string>();
  const writes = new Map<string, { task: string; text: "planned" | "done"; shops: string[] }>();
  for (const cell of cells) {
    const shop = shopOf(cell);
    const text = rows.get(shop)?.[tasks.get(cell.task) ?? ""] ?? "";
    const { write, settle } = decideCell(cell, stateOf(text, words));
    const counts = countsOf(cell.task);
    if (text !== "") counts.existing += 1;
    if (settle !== undefined) settlements.push({ cell: cell.cell, ...settle });
    if (settle?.state !== undefined) counts.read += 1;
    if (write === undefined) continue;
    if (!rows.has(shop)) missing.add(shop);
    const key = `${write} ${cell.task}`;
    const same = writes.get(key) ?? { task: cell.task, text: write, shops: [] };
    same.shops.push(shop);
    writes.set(key, same);
  }
  if (missing.size > 0) await table.insert(period.label, [...missing]);
  for (const { task, text, shops } of writes.values()) {
    const column = tasks.get(task) ?? "";
    const counts = countsOf(task);
    if (text === "done") {
      const over = ["", words.planned];
      counts.written += await table.write(period.label, column, { text: words.done, over, shops });
      continue;
    }
    const wantedAgain = shops.filter((shop) => (rows.get(shop)?.[column] ?? "") === words.done);
    const empty = shops.filter((shop) => !wantedAgain.includes(shop));
    counts.created += await table.write(period.label, column, { text: words.planned, over: [""], shops: empty });
    counts.written += await table.write(period.label, column, {
      text: words.planned,
      over: [words.done],
      shops: wantedAgain,
    });
  }
  return settlements;
}

function stateOf(text: string, { planned, done }: MirrorWords): TableState {
  if (text === "") return "empty";
  if (text === planned) return "planned";
  return text === done ? "done" : "other";
}
