import { tester } from "@belfry/testkit";
import { shop, shopGrid, shops } from "../../grid/grid-fixture.ts";
import type { Chapter } from "./chapter.ts";

const by = { by: tester };
const daily = { task: "daily", period: -1 };
const weekly = { task: "weekly", schedule: "weekly", period: [-9, -3] };

/** A grid whose shops come and go, one whose task types do, and one that is removed while it has cells. */
export const grids: Chapter = {
  name: "grids",
  async tell(w) {
    const {
      t: { engine },
      ask,
    } = w;
    await ask(() => engine.saveGrid(shopGrid("shops", [daily, weekly]), by));
    await ask(() => engine.saveGridMembers("shops", [...shops("pdd", 3), ...shops("tm", 2)], by));
    await ask(() => engine.generateGrid("shops", { date: "2025-10-04" }, by));
    await ask(() => engine.saveGridMembers("shops", [shop("pdd", "pdd-0001", { closesOn: "2025-09-01" })], by));
    await ask(
      () => engine.removeGridMembers("shops", [{ platform: "tm", shop: "tm-0002" }], by),
      "GRID_MEMBERS_INVALID",
    );
    await ask(() => engine.saveGrid(shopGrid("shops", [daily]), by));
    await ask(() => engine.generateGrid("shops", { date: "2025-11-04" }, by));
    await ask(() => engine.saveGrid(shopGrid("gone", [daily]), by));
    await ask(() => engine.saveGridMembers("gone", shops("pdd", 2), by));
    await ask(() => engine.generateGrid("gone", { date: "2025-10-04" }, by));
    await ask(() => engine.removeGrid("gone", by), "GRID_NOT_FOUND");
    await w.settled();
  },
};
