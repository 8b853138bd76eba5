import { tester } from "@belfry/testkit";
import { shopGrid, shops } from "../../grid/grid-fixture.ts";
import type { Chapter } from "./chapter.ts";

const by = { by: tester };
const days = { from: "2025-09-01", until: "2025-09-05" };

/** A backfill that is paused and goes on, one that opens again what is done and is given up, and one that is worked off. */
export const gridBackfills: Chapter = {
  name: "grid backfills",
  async tell(w) {
    const {
      t: { engine },
      watcher,
      ask,
      database,
    } = w;
    await ask(() => engine.saveGrid(shopGrid("past", [{ task: "daily", period: -1 }]), by));
    await ask(() => engine.saveGridMembers("past", shops("pdd", 3), by));
    const begin = async (request: object) => {
      const begun = await ask(() => engine.startGridBackfill("past", { ...days, ...request }, by));
      if (begun === undefined) throw new Error("It was refused.");
      return begun.backfill.id;
    };
    const change = (id: number, wish: "pause" | "resume" | "cancel") =>
      ask(() => engine.changeGridBackfill("past", id, { wish, ...by }));
    const first = await begin({});
    await w.settled();
    await change(first, "pause");
    await change(first, "resume");
    await w.settled();
    await change(first, "cancel");
    // All of them are missing again.
    const second = await begin({});
    await w.settled();
    await ask(() => engine.changeGridCells("past", "done", { from: "2025-09-01", reason: "By hand." }, by));
    await database.clock.advance(10_000);
    await w.settled();
    const state = async () => (await watcher.engine.getGridBackfill("past", second)).state;
    while ((await state()) !== "done") await new Promise((resolve) => setTimeout(resolve, 25));
    const third = await begin({ mode: "all", reason: "Once more." });
    await w.settled();
    await change(third, "cancel");
    await w.settled();
  },
};
