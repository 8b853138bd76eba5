import type { Store } from "@belfry/store";
import { lockExecution } from "../../sql/executions/lock-execution.ts";
import { requestCancel } from "../../sql/executions/request-cancel.ts";
import { endCellAttempts, type AttemptEnd } from "../../sql/grid/end-cell-attempts.ts";
import { lookAtGridWork } from "../../sql/grid/look-at-grid-work.ts";
import { markOverdueCells } from "../../sql/grid/mark-overdue-cells.ts";
import { selectEndedCells, type EndedCellExecution } from "../../sql/grid/select-ended-cells.ts";
import { selectWorkGrid } from "../../sql/grid/select-work-grid.ts";
import { failedEnd } from "./attempt-end.ts";
import { taskTypeOf } from "./work-grid.ts";

const AT_ONCE = 200;
const MOST_FIGURES = 50;

/**
 * Writes what ended executions came to into their cells. Several nodes may do it at once. Returns whether there is more.
 * @param onChanged hears of each grid with such cells
 */
export async function settleCells({
  store,
  random,
  onChanged,
}: {
  readonly store: Store;
  readonly random: () => number;
  readonly onChanged: (grid: string) => void;
}): Promise<boolean> {
  const ended = await selectEndedCells(store, AT_ONCE);
  for (const [gridId, cells] of Map.groupBy(ended, (cell) => cell.gridId)) {
    const grid = await selectWorkGrid(store, { id: gridId });
    const ends = cells.map((cell): AttemptEnd => {
      const task = grid === undefined ? undefined : taskTypeOf(grid, cell.taskTypeId);
      return {
        ...cell,
        ...endOf(cell, (failed) => failedEnd({ task, attempt: cell.attempt, random: random(), ...failed })),
      };
    });
    // Before, too: what may begin now must not be forgotten when the process dies in between.
    await lookAtGridWork(store, gridId);
    await endCellAttempts(store, gridId, ends, "execution");
    await lookAtGridWork(store, gridId);
    if (grid !== undefined) onChanged(grid.slug);
  }
  return ended.length === AT_ONCE;
}

type Failed = (failure: { readonly retryable: boolean; readonly reason: string }) => ReturnType<typeof failedEnd>;

function endOf({ state, failure, output, reason }: EndedCellExecution, failed: Failed): ReturnType<typeof failedEnd> {
  if (state === "success") return { state: "done", delayMs: 0, reason: null, result: figuresIn(output) };
  if (state === "skipped") return { state: "skipped", delayMs: 0, reason: null, result: null };
  if (reason === "timeout") return failed({ retryable: true, reason });
  if (state === null) return failed({ retryable: true, reason: "execution-lost" });
  const message = failure === null ? state : `${failure.code}: ${failure.message}`;
  return failed({ retryable: state !== "cancelled" && failure?.class !== "config", reason: message });
}

/** The numbers among what a rule returned. */
function figuresIn(output: unknown): Readonly<Record<string, number>> | null {
  if (typeof output !== "object" || output === null || Array.isArray(output)) return null;
  const figures = Object.entries(output).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return figures.length === 0 ? null : Object.fromEntries(figures.slice(0, MOST_FIGURES));
}

/** Stops executions of cells that take longer than an attempt may. */
export async function stopOverdue(store: Store, executionIds: readonly number[]): Promise<void> {
  for (const id of executionIds) {
    await store.transaction(async (tx) => {
      await lockExecution(tx, id);
      await requestCancel(tx, id, "the time limit of its cell");
      await markOverdueCells(tx, [id]);
    });
  }
}
