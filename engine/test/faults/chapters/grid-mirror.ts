import { createTestGrids, tester } from "@belfry/testkit";
import { shopGrid, shops } from "../../grid/grid-fixture.ts";
import type { Chapter } from "./chapter.ts";

const by = { by: tester };

/** A grid whose cells follow a table of somebody else's: done there, and wanted again there. */
export const gridMirror: Chapter = {
  name: "grid mirror",
  async tell(w) {
    const {
      t: { engine },
      ask,
      database,
    } = w;
    const grids = createTestGrids({ store: w.lossy.store }, await database.clock.now());
    await ask(() => engine.saveGrid(shopGrid("mirrored", [{ task: "daily", column: "daily_status" }]), by));
    await ask(() => engine.saveGridMembers("mirrored", shops("pdd", 3), by));
    await ask(() => engine.generateGrid("mirrored", { date: "2025-10-04" }, by));
    const cells = await ask(async () => {
      const found: string[] = [];
      const days = { from: "2025-10-01", until: "2025-10-31" };
      for await (const part of grids.mirrored("mirrored", { tasks: ["daily"], ...days }))
        found.push(...part.cells.map(({ cell }) => cell));
      return found;
    });
    const [first = "", second = "", third = ""] = cells ?? [];
    const done = { state: "done", mirrored: true } as const;
    await ask(() =>
      grids.settle(
        "mirrored",
        [
          { cell: first, ...done },
          { cell: second, ...done },
          { cell: third, mirrored: false },
        ],
        "已完成",
      ),
    );
    await ask(() => grids.settle("mirrored", [{ cell: second, state: "pending", mirrored: false }], "已完成"));
    await w.settled();
  },
};
