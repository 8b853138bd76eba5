import type { TestEngine } from "@belfry/testkit";
import { until } from "../faults/until.ts";

/** A week of periods that no generation has come to. */
export const week = { from: "2025-09-01", until: "2025-09-07" };

/** Waits until all its cells are written. */
export async function written(t: TestEngine, grid: string, id: number): Promise<void> {
  await until(t, async () => {
    const { total, written: done } = await t.engine.getGridBackfill(grid, id);
    return done === total;
  });
}

/** Waits until nothing is left of it to do. */
export async function over(t: TestEngine, grid: string, id: number): Promise<void> {
  await until(t, async () => (await t.engine.getGridBackfill(grid, id)).state === "done");
}

/** Claims whatever there is and says that it is done. Returns what was claimed, in its order. */
export async function workAll(t: TestEngine, grid: string, limit = 1_000): Promise<string[]> {
  const worked: string[] = [];
  for (;;) {
    const cells = await t.engine.claimGridCells(grid, { worker: "w", limit: Math.min(100, limit - worked.length) });
    if (cells.length === 0) return worked;
    for (const { cell, epoch, task, period, member } of cells) {
      worked.push(`${task} ${period.label} ${member["shop"]}`);
      await t.engine.completeGridCell(grid, { cell, epoch });
    }
    if (worked.length >= limit) return worked;
  }
}
