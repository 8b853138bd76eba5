import { tester } from "@belfry/testkit";
import { shop, shopGrid } from "../../grid/grid-fixture.ts";
import { until } from "../until.ts";
import type { Chapter } from "./chapter.ts";
import { echo } from "./chapter.ts";

const by = { by: tester };
const foreign = { task: "foreign", needs: ["cookie"] };
const own = { task: "own", worker: undefined, rule: "collect" };
const slow = { task: "slow", worker: undefined, rule: "endless", timeout: "1m" };
const HOUR = 3_600_000;
const member = (cookie: boolean) => [shop("pdd", "a", { attributes: { cookie } })];

/** Cells that a program of somebody else works on, and such that rules work on, one of them for too long. */
export const gridCells: Chapter = {
  name: "grid cells",
  async tell(w) {
    const {
      t: { engine },
      watcher,
      ask,
      database,
    } = w;
    await w.rule({ rule: "collect", actions: [echo("collect")] });
    await w.rule({ rule: "endless", actions: [{ id: "wait", use: "test.block", with: { name: "never" } }] });
    await ask(() => engine.saveGrid(shopGrid("cells", [foreign, own, slow]), by));
    await ask(() => engine.saveGridMembers("cells", member(false), by));
    await ask(() => engine.generateGrid("cells", { date: "2025-10-04" }, by));
    const stateOf = async (wanted: string) => {
      const { items } = await watcher.engine.listGridCells("cells", { from: "2025-01-01", limit: 10 });
      return items.find(({ task }) => task === wanted)?.state;
    };
    await until(watcher, async () => (await stateOf("slow")) === "running" && (await stateOf("own")) === "done");
    const claim = () => ask(() => engine.claimGridCells("cells", { worker: "w", leaseMs: 60_000 }));
    // What they need is missing, and then it is there.
    await claim();
    await ask(() => engine.saveGridMembers("cells", member(true), by));
    let [held] = (await claim()) ?? [];
    while (held === undefined) {
      // Its answer was lost: nobody knows what was claimed, until the lease is over.
      await database.clock.advance(HOUR);
      await w.settled();
      [held] = (await claim()) ?? [];
    }
    const hold = { cell: held.cell, epoch: held.epoch };
    await ask(() => engine.extendGridLeases("cells", { cells: [hold], leaseMs: HOUR }));
    await ask(() => engine.failGridCell("cells", { ...hold, reason: "broken", retryable: false }));
    await ask(() => engine.changeGridCells("cells", "retry", { from: "2025-01-01", tasks: ["foreign"] }, by));
    await ask(() => engine.changeGridCells("cells", "skip", { from: "2025-01-01", tasks: ["foreign"] }, by));
    // However often it had to be claimed, in the end it is as if it had been generated.
    await ask(() => engine.changeGridCells("cells", "retry", { from: "2025-01-01", states: ["skipped"] }, by));
    // The execution that takes too long is ended by the limit of its cell.
    await database.clock.advance(HOUR);
    await until(watcher, async () => (await stateOf("slow")) === "failed");
    await w.settled();
  },
};
