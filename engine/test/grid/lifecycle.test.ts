/**
 * What programs of before did with the rows of their task table, as the golden file `task_generation.json` tells it below
 * `lifecycle`: here they claim cells. TL-005 is about the state of shops and stands with their tests.
 */
import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { by, cellsOf, shop, shopGrid } from "./grid-fixture.ts";

const engine = useEngine();
const stores = ["拼多多店铺1", "拼多多店铺2", "拼多多店铺3"];
const tasks = [
  { task: "badscore", period: -1 },
  { task: "kpi_days", period: -3 },
  { task: "kpi_weekly", schedule: "weekly", period: [-9, -3] },
  { task: "kpi_monthly", schedule: "monthly", period: "last_month" },
];

async function openGrid(t: TestEngine, grid: string): Promise<void> {
  await t.engine.saveGrid(shopGrid(grid, tasks), by);
  await t.engine.saveGridMembers(
    grid,
    stores.map((name) => shop("pdd", name)),
    by,
  );
}

async function pending({ engine: own }: TestEngine, grid: string, task: string): Promise<string[]> {
  const { items } = await own.listGridCells(grid, {
    from: "2025-01-01",
    tasks: [task],
    states: ["pending"],
    limit: 100,
  });
  return items.map(({ member }) => member["shop"] ?? "").toSorted();
}

test("TL-001: generate, look what is pending, complete one, look again", async () => {
  const t = engine();
  await openGrid(t, "tl1");
  await t.engine.generateGrid("tl1", { date: "2025-10-03", tasks: ["badscore"] }, by);
  expect(await pending(t, "tl1", "badscore")).toEqual(stores);
  const [claimed] = await t.engine.claimGridCells("tl1", { worker: "script", only: { shop: ["拼多多店铺2"] } });
  if (claimed === undefined) throw new Error("Its cell was not handed out.");
  expect(claimed.period.label).toBe("2025-10-02");
  const { cell, epoch } = claimed;
  expect(await t.engine.completeGridCell("tl1", { cell, epoch })).toMatchObject({ state: "done" });
  expect(await pending(t, "tl1", "badscore")).toEqual(["拼多多店铺1", "拼多多店铺3"]);
  const rest = await t.engine.claimGridCells("tl1", { worker: "script", limit: 10 });
  expect(rest.map(({ member }) => member["shop"] ?? "").toSorted()).toEqual(["拼多多店铺1", "拼多多店铺3"]);
});

test("TL-002: what was not planned is not pending, unknown tasks and shops are refused, and no more than asked for is handed out", async () => {
  const t = engine();
  await openGrid(t, "tl2");
  await t.engine.generateGrid("tl2", { date: "2025-10-03", tasks: ["badscore"] }, by);
  const claim = (request: Record<string, unknown>) => t.engine.claimGridCells("tl2", { worker: "script", ...request });
  expect(await claim({ tasks: ["kpi_days"], limit: 10 })).toEqual([]);
  await expect(claim({ tasks: ["no_such_status"] })).rejects.toMatchObject({ code: "GRID_TASK_UNKNOWN" });
  expect(await claim({ only: { shop: ["没有的店铺"] }, limit: 10 })).toEqual([]);
  expect(await claim({ limit: 1 })).toHaveLength(1);
  const { items } = await t.engine.listGridCells("tl2", { from: "2025-01-01", limit: 1 });
  const [task = "", period = ""] = (items[0]?.cell ?? "").split("-");
  const unknown = { cell: `${task}-${period}-99999999`, epoch: 1 };
  await expect(t.engine.completeGridCell("tl2", unknown)).rejects.toMatchObject({ code: "GRID_CELL_UNKNOWN" });
});

test("TL-003: the cell of a shop that was removed is not handed out", async () => {
  const t = engine();
  await openGrid(t, "tl3");
  await t.engine.generateGrid("tl3", { date: "2025-10-03", tasks: ["badscore"] }, by);
  await t.engine.removeGridMembers("tl3", [{ platform: "pdd", shop: "拼多多店铺1" }], by);
  const claimed = await t.engine.claimGridCells("tl3", { worker: "script", limit: 10 });
  expect(claimed.map(({ member }) => member["shop"] ?? "").toSorted()).toEqual(["拼多多店铺2", "拼多多店铺3"]);
  expect((await cellsOf(t, "tl3"))["badscore 2025-10-02 拼多多店铺1"]).toBe("retired: member-removed");
});

test("TL-004: the cells of a week and of a month are cells of their own", async () => {
  const t = engine();
  await openGrid(t, "tl4");
  const weekly = await t.engine.generateGrid("tl4", { date: "2025-10-03", schedule: "weekly" }, by);
  const monthly = await t.engine.generateGrid("tl4", { date: "2025-10-03", schedule: "monthly" }, by);
  expect([weekly.created, monthly.created]).toEqual([3, 3]);
  expect(Object.keys(await cellsOf(t, "tl4")).toSorted()).toEqual([
    ...stores.map((name) => `kpi_monthly 2025-09 ${name}`),
    ...stores.map((name) => `kpi_weekly 2025-09-24_2025-09-30 ${name}`),
  ]);
});
