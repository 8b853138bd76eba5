import type { CellState } from "./cell-states.ts";

export type StateCounts = Readonly<Record<CellState, number>>;

export interface JudgedCells {
  /** By the worst that is among them; `closed` are cells that nobody does any more, `none` where there are none. */
  readonly look: "failed" | "running" | "pending" | "done" | "closed" | "none";
  readonly total: number;
  /** Of those that somebody wants done, from 0 to 100; it is 100 only when all of them are. */
  readonly percent: number;
}

/** How the cells of one place of the map fare. Skipped and retired ones are wanted by nobody. */
export function judgeCells(counts: StateCounts | null): JudgedCells {
  if (counts === null) return { look: "none", total: 0, percent: 0 };
  const { pending, running, done, failed, skipped, retired } = counts;
  const wanted = pending + running + done + failed;
  const total = wanted + skipped + retired;
  if (total === 0) return { look: "none", total, percent: 0 };
  const percent = wanted === 0 ? 100 : Math.floor((done / wanted) * 100);
  if (failed > 0) return { look: "failed", total, percent };
  if (running > 0) return { look: "running", total, percent };
  if (pending > 0) return { look: "pending", total, percent };
  return { look: done > 0 ? "done" : "closed", total, percent };
}
