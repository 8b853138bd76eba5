/** A node that dies between two pieces of a backfill, or in the midst of one: another one goes on, and no cell is written twice. */
import { expect, test } from "vitest";
import type { FaultPoint } from "@belfry/engine";
import { createTestDatabase, startTestEngine, type TestEngine } from "@belfry/testkit";
import { until } from "../faults/until.ts";
import { by, countsDiffer, shopGrid, shops } from "./grid-fixture.ts";

const days = { from: "2025-09-01", until: "2025-09-20" };

/** An engine whose node does nothing any more once it has come so often past a point, as if it had died there. */
function dying(at: FaultPoint, times: number) {
  let left = times;
  const { promise: dead, resolve: died } = Promise.withResolvers<void>();
  const faults = {
    at(point: FaultPoint) {
      if (point !== at) return;
      left -= 1;
      if (left > 0) return;
      died();
      throw new Error("The process is gone.");
    },
  };
  return { faults, dead };
}

async function partsOf({ database }: TestEngine): Promise<{ readonly done: number; readonly cells: number }> {
  const { rows } = await database.store.pool.query<{ done: number; cells: number }>(
    `select (select count(*)::int from belfry.grid_backfill_parts where done) as done,
       (select count(*)::int from belfry.grid_cells) as cells`,
  );
  return rows[0] ?? { done: 0, cells: 0 };
}

test.each(["before-backfill-commit", "after-backfill-commit"] as const)(
  "a node that dies %s: what it had not committed is written by another one, once",
  async (point) => {
    await using database = await createTestDatabase();
    const { faults, dead } = dying(point, 4);
    let id = 0;
    {
      await using t = await startTestEngine({ database, faults });
      await t.engine.saveGrid(shopGrid("crash", [{ task: "daily", period: -1 }]), by);
      await t.engine.saveGridMembers("crash", shops("pdd", 10), by);
      const { backfill } = await t.engine.startGridBackfill("crash", days, by);
      id = backfill.id;
      expect(backfill.total).toBe(200);
      await dead;
    }
    await using other = await startTestEngine({ database, start: false });
    const { done, cells } = await partsOf(other);
    // Whatever is written is written with how far it came.
    expect(cells).toBe(done * 10);
    expect(done).toBeLessThan(20);

    await other.engine.start();
    await until(other, async () => (await other.engine.getGridBackfill("crash", id)).written === 200);
    expect(await partsOf(other)).toEqual({ done: 20, cells: 200 });
    expect(await countsDiffer(other)).toEqual([]);
    expect(await other.engine.getGridBackfill("crash", id)).toMatchObject({ total: 200, states: { pending: 200 } });
  },
);
