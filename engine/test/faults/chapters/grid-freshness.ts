import { tester } from "@belfry/testkit";
import { shopGrid, shops } from "../../grid/grid-fixture.ts";
import { until } from "../until.ts";
import type { Chapter } from "./chapter.ts";

const by = { by: tester };
const HOUR = 3_600_000;
const MINUTE = 61_000;
const freshness = { by: "23:59", escalateAfter: "1h", atDeadline: "announce" };

/** Cells that are not there by their deadline, and come later. */
export const gridFreshness: Chapter = {
  name: "grid freshness",
  async tell(w) {
    const {
      t: { engine },
      ask,
      watcher,
      database,
    } = w;
    const tasks = [{ task: "daily", freshness }];
    await ask(() => engine.saveGrid(shopGrid("fresh", tasks, { timezone: "UTC" }), by));
    await ask(() => engine.saveGridMembers("fresh", shops("pdd", 2), by));
    const date = (await database.clock.now()).toISOString().slice(0, 10);
    await ask(() => engine.generateGrid("fresh", { date }, by));
    // Slowly: lost answers take time, and nobody is told of what was due days ago.
    const counted = async (text: string, count: number) =>
      until(watcher, async () => {
        const { rows } = await database.store.query<{ n: number }>({ name: `test-${text.length}`, text });
        if (rows[0]?.n === count) return true;
        await database.clock.advance(MINUTE);
        return false;
      });
    const told = (count: number) =>
      counted("select count(*)::int as n from belfry.events where source = 'belfry:/grids/fresh'", count);
    await counted("select count(*)::int as n from belfry.grid_freshness", 1);
    const deadline = Date.parse(`${date}T23:59:00Z`) + 2 * HOUR;
    await database.clock.advance(deadline - (await database.clock.now()).getTime());
    // That it is late, that it still is, and what there is.
    await told(3);
    await ask(() => engine.changeGridCells("fresh", "done", { from: "2000-01-01", reason: "By hand." }, by));
    await told(4);
    await ask(() => engine.saveGrid(shopGrid("fresh", [{ task: "daily" }], { timezone: "UTC" }), by));
    await w.settled();
  },
};
