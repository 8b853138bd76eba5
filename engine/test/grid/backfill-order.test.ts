/** A backfill beside the daily run: it comes after it, leaves room for it, and can be stopped. */
import { expect, test } from "vitest";
import { startEngine, useEngine } from "../start-engine.ts";
import { until } from "../faults/until.ts";
import { week, workAll, written } from "./backfill-fixture.ts";
import { by, cellsOf, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

test("cells of the daily run are handed out before all that a backfill has made", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("after", [{ task: "daily", period: -1, priority: 1_000 }]), by);
  await t.engine.saveGridMembers("after", [...shops("pdd", 2), ...shops("tm", 2)], by);
  const { backfill } = await t.engine.startGridBackfill("after", { from: "2025-09-01", until: "2025-09-03" }, by);
  await written(t, "after", backfill.id);
  await t.engine.generateGrid("after", { date: "2025-09-11" }, by);
  const worked = await workAll(t, "after");
  expect(worked).toHaveLength(16);
  expect(new Set(worked.slice(0, 4).map((cell) => cell.split(" ")[1]))).toEqual(new Set(["2025-09-10"]));
});

test("a paused backfill hands out nothing, goes on where it was, and ends what was begun; what is given up is missing again", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("stops", [{ task: "daily", period: -1, needs: ["cookie"] }]), by);
  const cookie = { attributes: { cookie: true } };
  await t.engine.saveGridMembers("stops", [shop("pdd", "a", cookie), shop("pdd", "b", cookie), shop("pdd", "c")], by);
  const { backfill } = await t.engine.startGridBackfill("stops", week, by);
  const same = await t.engine.startGridBackfill("stops", week, by);
  expect(same.backfill.id).toBe(backfill.id);
  await written(t, "stops", backfill.id);
  const [held] = await t.engine.claimGridCells("stops", { worker: "w" });
  if (held === undefined) throw new Error("There are cells.");
  const change = (wish: "pause" | "resume" | "cancel") =>
    t.engine.changeGridBackfill("stops", backfill.id, { wish, ...by });
  expect(await change("pause")).toMatchObject({ state: "paused", etaAt: null });
  expect(await change("pause")).toMatchObject({ state: "paused" });
  expect(await workAll(t, "stops")).toEqual([]);
  // A member that is changed does not wake what is paused.
  await t.engine.saveGridMembers("stops", [shop("pdd", "a", { attributes: { cookie: "new" } })], by);
  expect(await workAll(t, "stops")).toEqual([]);
  await t.engine.completeGridCell("stops", { cell: held.cell, epoch: held.epoch });
  expect(await change("resume")).toMatchObject({ state: "running", ended: 1 });
  expect(await workAll(t, "stops", 3)).toHaveLength(3);
  expect(await change("cancel")).toMatchObject({ state: "cancelled", states: { pending: 0, done: 4, skipped: 17 } });
  await expect(change("resume")).rejects.toMatchObject({ code: "GRID_BACKFILL_OVER" });
  await expect(t.engine.getGridBackfill("stops", 999_999)).rejects.toMatchObject({ code: "GRID_BACKFILL_UNKNOWN" });
  expect(await workAll(t, "stops")).toEqual([]);
  expect(await t.engine.previewGridBackfill("stops", week)).toMatchObject({ cells: 17, kept: 4 });
  expect(await countsDiffer(t)).toEqual([]);
});

test("a backfill leaves room for the daily run, which begins while its cells still run", async () => {
  await using t = await startEngine({ concurrency: 5 });
  await t.rule({ rule: "slow", actions: [{ use: "test.block", with: { name: "slow" } }] });
  await t.engine.saveGrid(shopGrid("room", [{ task: "daily", worker: undefined, rule: "slow", period: -1 }]), by);
  await t.engine.saveGridMembers("room", shops("pdd", 2), by);
  await t.engine.startGridBackfill("room", { from: "2025-08-01", until: "2025-08-10" }, by);
  const running = async (day: string) =>
    Object.entries(await cellsOf(t, "room")).filter(([cell, state]) => state === "running" && cell.includes(day))
      .length;
  // Of the ten places that there are, it takes no more than eight.
  await until(t, async () => (await running("2025-08")) === 8);
  await t.engine.generateGrid("room", { date: "2025-09-11" }, by);
  await until(t, async () => (await running("2025-09-10")) === 2);
  expect(await running("2025-08")).toBe(8);
});
