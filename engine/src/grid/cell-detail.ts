import { AppError, type CellState, type GridTaskType } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectCellDetail, type CellDetailRow, type PastAttempt } from "../sql/grid/select-cell-detail.ts";
import { selectCellsInTheWay } from "../sql/grid/select-cells-in-the-way.ts";
import type { WorkGrid } from "../sql/grid/select-work-grid.ts";
import type { CellNumbers } from "../sql/grid/end-cell-attempts.ts";
import type { PeriodView } from "./grid-cells.ts";
import { cellKey, readCellKey } from "./work/cell-key.ts";
import { claimTypes, taskTypeOf, workGrid } from "./work/work-grid.ts";

/** Why a cell that is open is not worked on. */
export type CellHindrance =
  /** Its task type is switched off, or the grid no longer names it. */
  | { readonly kind: "task-off" }
  /** Its member lacks these attributes. */
  | { readonly kind: "member-incomplete"; readonly missing: readonly string[] }
  /** It may be handed out from `runAt` on. */
  | { readonly kind: "not-yet" }
  /** Another cell runs for the same value of what only one may use at once. */
  | { readonly kind: "exclusive"; readonly name: string; readonly value: string; readonly cell: string }
  /** So many cells run that no more may. */
  | { readonly kind: "limit"; readonly running: number; readonly limit: number }
  /** Nothing but the line of cells before it, or that nobody asks for it. */
  | { readonly kind: "in-line" };

export interface CellDetail extends Omit<CellDetailRow, "path" | "attributes" | "due" | "period" | "past"> {
  readonly cell: string;
  readonly period: PeriodView;
  /** Dimension → value. */
  readonly member: Readonly<Record<string, string>>;
  /** The name of its task type, and who works on it; null: the grid no longer names it. */
  readonly taskType: Pick<GridTaskType, "name" | "rule" | "worker"> | null;
  /** The last attempts that did not succeed, oldest first. */
  readonly past: readonly (Omit<PastAttempt, "beganAt" | "endedAt"> & {
    readonly beganAt: Date;
    readonly endedAt: Date;
  })[];
  /** The states into which people can bring it by hand. */
  readonly changes: readonly ("retry" | "skip" | "done")[];
  /** Why it is not worked on; none unless it is pending. */
  readonly hindrances: readonly CellHindrance[];
}

/** Everything about one cell. @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN */
export async function cellDetail(store: Store, slug: string, key: string): Promise<CellDetail> {
  const numbers = readCellKey(key);
  const grid = await workGrid(store, slug);
  const row = await selectCellDetail(store, grid.id, numbers);
  if (row === undefined) throw new AppError("GRID_CELL_UNKNOWN", { grid: slug, cell: key });
  const task = taskTypeOf(grid, numbers.taskTypeId);
  const { path, attributes: _attributes, due: _due, past, ...cell } = row;
  return {
    cell: cellKey(numbers),
    ...cell,
    member: Object.fromEntries(grid.definition.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
    taskType: task === undefined ? null : { name: task.name, rule: task.rule, worker: task.worker },
    past: past.map((one) => ({ ...one, beganAt: new Date(one.beganAt), endedAt: new Date(one.endedAt) })),
    changes: changesOf[row.state],
    hindrances: row.state === "pending" ? await hindrancesOf(store, { grid, numbers, row, task }) : [],
  };
}

/** What the changes by hand do without being told states, and trying again what is over. */
const changesOf: Readonly<Record<CellState, CellDetail["changes"]>> = {
  pending: ["skip", "done"],
  running: [],
  done: ["retry"],
  failed: ["retry", "skip", "done"],
  skipped: ["retry", "done"],
  retired: [],
};

interface Cell {
  readonly grid: WorkGrid;
  readonly numbers: CellNumbers;
  readonly row: CellDetailRow;
  readonly task: GridTaskType | undefined;
}

async function hindrancesOf(store: Store, { grid, numbers, row, task }: Cell): Promise<CellHindrance[]> {
  if (task === undefined || !task.enabled) return [{ kind: "task-off" }];
  const missing = task.needs.filter((name) => isMissing(row.attributes[name]));
  if (missing.length > 0) return [{ kind: "member-incomplete", missing }];
  if (!row.due) return [{ kind: "not-yet" }];
  const types = claimTypes(grid, () => true, Number.POSITIVE_INFINITY);
  const type = types.find(({ id }) => id === numbers.taskTypeId);
  if (type === undefined) return [{ kind: "task-off" }];
  const running = await selectCellsInTheWay(store, grid.id, {
    ...numbers,
    exclusiveTypeIds:
      type.exclusive === null ? [] : types.filter(({ exclusive }) => exclusive === type.exclusive).map(({ id }) => id),
    exclusive: type.exclusive,
    exclusiveAt: type.exclusiveAt,
    limited: type.most !== null,
    per: type.per,
  });
  const found: CellHindrance[] = [];
  const rival = running.find(({ sameAccount }) => sameAccount);
  if (rival !== undefined && type.exclusive !== null) {
    const account = type.exclusiveAt === null ? row.attributes[type.exclusive] : row.path[type.exclusiveAt - 1];
    found.push({ kind: "exclusive", name: type.exclusive, value: String(account), cell: cellKey(rival) });
  }
  const counted = running.filter((one) => one.counted).length;
  if (type.most !== null && counted >= type.most) found.push({ kind: "limit", running: counted, limit: type.most });
  return found.length === 0 ? [{ kind: "in-line" }] : found;
}

/** As whoever hands out cells sees it. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === "";
}
