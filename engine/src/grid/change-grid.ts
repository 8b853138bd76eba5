import { isDeepStrictEqual } from "node:util";
import { AppError, refusedLabel, type Actor, type Grid, type Scope } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import type { RulePrecondition } from "../rules/rule-precondition.ts";
import { watchFreshness } from "../sql/grid/freshness/watch-freshness.ts";
import { lookAtGridWork } from "../sql/grid/look-at-grid-work.ts";
import { lockGrid, type LockedGrid } from "../sql/grid/lock-grid.ts";
import { markGridRemoved } from "../sql/grid/mark-grid-removed.ts";
import { retireTaskCells } from "../sql/grid/retire-task-cells.ts";
import { syncTaskTypes } from "../sql/grid/sync-task-types.ts";
import { upsertGrid } from "../sql/grid/upsert-grid.ts";
import { wakeParkedTasks } from "../sql/grid/wake-parked-tasks.ts";
import { readGrid } from "./read-grid.ts";

export interface GridSaveOptions {
  readonly by: Actor;
  /** What the author is restricted to: the grid must be theirs before and after. @default nothing */
  readonly scope?: Scope | null;
  /** What the grid must be before. @default the last one who saves wins */
  readonly expected?: RulePrecondition;
}

export interface GridChangeDeps {
  readonly store: Store;
  readonly audit: Audit;
}

/**
 * Saves a grid. Saving the same again changes nothing. Open cells of task types that it no longer names are retired; its
 * dimensions stay as they are once it has been saved, because members are named by them.
 * @throws AppError GRID_INVALID with all problems, GRID_EXISTS, LABEL_NOT_ALLOWED, PRECONDITION_FAILED
 */
export async function saveGrid(
  { store, audit }: GridChangeDeps,
  input: unknown,
  { by, scope = null, expected }: GridSaveOptions,
): Promise<void> {
  const grid = readGrid(input);
  await store.transaction(async (tx) => {
    const before = await lockGrid(tx, grid.grid);
    checkScope(before, grid, scope);
    checkPrecondition(grid.grid, before, expected);
    if (before !== undefined && isDeepStrictEqual(before.definition, grid)) return;
    if (before !== undefined) refuseOtherDimensions(before.definition, grid);
    const id = await upsertGrid(tx, grid, by.name);
    const keys = grid.taskTypes.map(({ task }) => task);
    await syncTaskTypes(tx, id, keys);
    // Before any cell is locked, as whoever starts executions of cells does it.
    await lookAtGridWork(tx, id);
    const dropped = before?.definition.taskTypes.some(({ task }) => !keys.includes(task)) ?? false;
    const retired = dropped ? await retireTaskCells(tx, id) : 0;
    if (before !== undefined) await wakeParkedTasks(tx, id);
    if (isWatched(grid) || isWatched(before?.definition)) await watchFreshness(tx, id, isWatched(grid));
    await audit(tx, {
      by,
      action: "grids.save",
      subject: { kind: "grid", id: grid.grid },
      outcome: "done",
      ...(before !== undefined && { before: before.definition }),
      after: grid,
      ...(retired > 0 && { detail: { retired } }),
    });
  });
}

/** Removes a grid with its members and cells. @throws AppError GRID_NOT_FOUND */
export async function removeGrid({ store, audit }: GridChangeDeps, slug: string, by: Actor): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await requireGrid(tx, slug);
    await markGridRemoved(tx, before.id);
    const subject = { kind: "grid", id: slug };
    await audit(tx, { by, action: "grids.remove", subject, outcome: "done", before: before.definition });
  });
}

/** @throws AppError GRID_NOT_FOUND */
export async function requireGrid(tx: Tx, slug: string): Promise<LockedGrid> {
  const found = await lockGrid(tx, slug);
  if (found === undefined) throw new AppError("GRID_NOT_FOUND", { grid: slug });
  return found;
}

/** Who is restricted to labels can neither take over a grid of others nor give one of theirs away. */
function checkScope(before: LockedGrid | undefined, grid: Grid, scope: Scope | null): void {
  if (before !== undefined && refusedLabel(before.labels, scope) !== undefined) {
    const reason = `The grid "${grid.grid}" belongs to somebody else.`;
    throw new AppError("GRID_EXISTS", { grid: grid.grid, reason });
  }
  const refused = refusedLabel(grid.labels ?? {}, scope);
  if (refused === undefined) return;
  const values = refused.values.map((value) => JSON.stringify(value)).join(" or ");
  const reason = `Its label "${refused.label}" must be ${values}.`;
  throw new AppError("LABEL_NOT_ALLOWED", { grid: grid.grid, label: refused.label, reason });
}

/** @throws AppError PRECONDITION_FAILED */
function checkPrecondition(slug: string, present: LockedGrid | undefined, expected?: RulePrecondition): void {
  if (expected === undefined) return;
  if (present === undefined) {
    if (expected === "absent") return;
    throw new AppError("PRECONDITION_FAILED", { grid: slug, reason: `There is no grid "${slug}".` });
  }
  const { revision, updatedBy } = present;
  if (expected === "exists" || (expected !== "absent" && expected.includes(revision))) return;
  const reason = `The grid "${slug}" was saved by ${updatedBy} and is at revision ${revision} now.`;
  throw new AppError("PRECONDITION_FAILED", { grid: slug, revision, reason });
}

const isWatched = (grid: Grid | undefined) => grid?.taskTypes.some(({ freshness }) => freshness !== undefined) === true;
const names = ({ dimensions }: Grid) => dimensions.map(({ dimension }) => dimension);

function refuseOtherDimensions(before: Grid, after: Grid): void {
  if (isDeepStrictEqual(names(before), names(after))) return;
  const message = `Its members are named by ${names(before).join(", ")}; that cannot be changed any more.`;
  const remedy = "Save it under another name, and remove this one when it is no longer needed.";
  throw new AppError("GRID_INVALID", { problems: [{ path: "dimensions", message, remedy }] });
}
