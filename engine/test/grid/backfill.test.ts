/** Cells of past days that are made afterwards: what is planned, and what is written. */
import { expect, test } from "vitest";
import { startTestEngine } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { over, week, workAll, written } from "./backfill-fixture.ts";
import { by, cellsOf, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

test("a backfill makes the cells that are missing, of members that were open, and nothing else", async () => {
  const t = engine();
  await t.engine.saveGrid(
    shopGrid("made", [
      { task: "daily", period: -1 },
      { task: "weekly", schedule: "weekly", period: "last_week" },
      { task: "status", shopStatus: true, period: 0 },
      { task: "off", enabled: false, period: -1 },
    ]),
    by,
  );
  await t.engine.saveGridMembers(
    "made",
    [
      shop("pdd", "always"),
      shop("pdd", "late", { opensOn: "2025-09-06" }),
      shop("tm", "closed", { closesOn: "2025-09-02" }),
    ],
    by,
  );
  await t.engine.generateGrid("made", { date: "2025-09-04", tasks: ["daily"] }, by);
  const plan = await t.engine.previewGridBackfill("made", week);
  expect(plan).toMatchObject({
    mode: "missing",
    cells: 13,
    kept: 1,
    durationMs: null,
    tasks: [
      { task: "daily", periods: 7, first: { label: "2025-09-01" }, last: { label: "2025-09-07" }, cells: 10, kept: 1 },
      { task: "weekly", periods: 1, first: { label: "2025-09-01_2025-09-07" }, cells: 3, kept: 0 },
    ],
  });
  expect(Object.keys(await cellsOf(t, "made"))).toHaveLength(1);

  const { backfill } = await t.engine.startGridBackfill("made", week, by);
  expect(backfill).toMatchObject({ state: "running", total: plan.cells, notify: false, createdBy: by.by.name });
  await written(t, "made", backfill.id);
  const cells = await cellsOf(t, "made");
  expect(Object.keys(cells)).toHaveLength(plan.cells + 1);
  expect(new Set(Object.values(cells))).toEqual(new Set(["pending"]));
  expect(cells["daily 2025-09-06 late"]).toBe("pending");
  for (const none of ["daily 2025-09-05 late", "daily 2025-09-03 closed"]) expect(cells[none]).toBeUndefined();

  await workAll(t, "made");
  await t.database.clock.advance(10_000);
  await over(t, "made", backfill.id);
  expect(await t.engine.getGridBackfill("made", backfill.id)).toMatchObject({
    ended: plan.cells,
    percent: 100,
    etaAt: null,
    states: { done: plan.cells, pending: 0 },
  });
  // Once more there is nothing left to do.
  expect(await t.engine.previewGridBackfill("made", week)).toMatchObject({ cells: 0, kept: plan.cells + 1 });
  expect(await countsDiffer(t)).toEqual([]);
  expect(t.errors).toEqual([]);
});

test("what failed, and everything, is done once more where that is asked for; giving up makes it what it was", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("again", [{ task: "daily", period: -1 }]), by);
  await t.engine.saveGridMembers("again", shops("pdd", 3), by);
  await t.engine.generateGrid("again", { date: "2025-09-02" }, by);
  const claimed = await t.engine.claimGridCells("again", { worker: "w", limit: 3 });
  const [one, two, three] = claimed.map(({ cell, epoch }) => ({ cell, epoch }));
  if (one === undefined || two === undefined || three === undefined) throw new Error("There are three cells.");
  await t.engine.failGridCell("again", { ...one, reason: "broken", retryable: false });
  await t.engine.completeGridCell("again", { ...two, result: { rows: 5 } });
  await t.engine.completeGridCell("again", three);
  const day = { from: "2025-09-01", until: "2025-09-01" };
  const cells = async (mode: "missing" | "failed" | "all") =>
    (await t.engine.previewGridBackfill("again", { ...day, mode })).cells;
  expect([await cells("missing"), await cells("failed"), await cells("all")]).toEqual([0, 1, 3]);
  await expect(t.engine.startGridBackfill("again", { ...day, mode: "all" }, by)).rejects.toMatchObject({
    code: "GRID_BACKFILL_INVALID",
  });
  const reason = "The columns were wrong.";
  const { backfill } = await t.engine.startGridBackfill("again", { ...day, mode: "all", reason }, by);
  await written(t, "again", backfill.id);
  expect(Object.values(await cellsOf(t, "again")).toSorted()).toEqual([
    "pending: backfill-was-done",
    "pending: backfill-was-done",
    "pending: backfill-was-failed",
  ]);
  const cancelled = await t.engine.changeGridBackfill("again", backfill.id, { wish: "cancel", ...by });
  expect(cancelled.state).toBe("cancelled");
  expect(Object.values(await cellsOf(t, "again")).toSorted()).toEqual(["done", "done", "failed"]);
  const { items } = await t.engine.listGridCells("again", { from: "2025-09-01", limit: 10 });
  expect(items.map(({ result }) => result)).toContainEqual({ rows: 5 });
  const [failed] = (await t.engine.listGridBackfills("again", { limit: 5 })).map(({ state, mode }) => [state, mode]);
  expect(failed).toEqual(["cancelled", "all"]);
  expect(await countsDiffer(t)).toEqual([]);
});

const account = (name: string) => ({ attributes: { account: name } });

test("it says how long it takes and what it uses of the limits, by what cells took lately", async () => {
  const t = engine();
  const concurrency = { limit: 2, per: "platform" };
  await t.engine.saveGrid(shopGrid("long", [{ task: "daily", period: -1, concurrency, exclusive: "account" }]), by);
  await t.engine.saveGridMembers(
    "long",
    [shop("pdd", "a", account("x")), shop("pdd", "b", account("x")), shop("tm", "c", account("y"))],
    by,
  );
  await t.engine.generateGrid("long", { date: "2025-09-11" }, by);
  for (let cells = await t.engine.claimGridCells("long", { worker: "w", limit: 2 }); cells.length > 0;) {
    await t.database.clock.advance(60_000);
    for (const { cell, epoch } of cells) await t.engine.completeGridCell("long", { cell, epoch });
    cells = await t.engine.claimGridCells("long", { worker: "w", limit: 2 });
  }
  const plan = await t.engine.previewGridBackfill("long", { from: "2025-09-01", until: "2025-09-05" });
  expect(plan.cells).toBe(15);
  // One worker, a minute each.
  expect(plan.durationMs).toBeGreaterThanOrEqual(15 * 60_000);
  expect(plan.durationMs).toBeLessThan(16 * 60_000);
  const use = plan.limits.map(({ by: name, value, atOnce, cells }) => [name, value, atOnce, cells]);
  expect(use).toEqual([
    ["platform", "pdd", 2, 10],
    ["platform", "tm", 2, 5],
    ["account", "x", 1, 10],
    ["account", "y", 1, 5],
  ]);
});

test("what cannot be begun is refused with the reason", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("refused", [{ task: "daily", period: -1 }]), by);
  const preview = (request: object) => t.engine.previewGridBackfill("refused", { ...week, ...request });
  await expect(preview({ from: "2025-10-01" })).rejects.toMatchObject({ code: "GRID_BACKFILL_INVALID" });
  await expect(preview({ tasks: ["none"] })).rejects.toMatchObject({ code: "GRID_TASK_UNKNOWN" });
  await expect(preview({ only: { brand: ["x"] } })).rejects.toMatchObject({ code: "GRID_DIMENSION_UNKNOWN" });
  await expect(t.engine.previewGridBackfill("none", week)).rejects.toMatchObject({ code: "GRID_NOT_FOUND" });
});

test("two nodes write the cells of a backfill, and each cell is written once", async () => {
  const t = engine();
  await using other = await startTestEngine({ database: t.database });
  await t.engine.saveGrid(shopGrid("nodes", [{ task: "a" }, { task: "b" }]), by);
  await t.engine.saveGridMembers("nodes", [...shops("pdd", 60), ...shops("tm", 40)], by);
  const both = await Promise.all(
    [t, other].map(({ engine: node }) =>
      node.startGridBackfill("nodes", { from: "2025-08-01", until: "2025-08-20" }, by),
    ),
  );
  expect(new Set(both.map(({ backfill }) => backfill.id)).size).toBe(1);
  const id = both[0]?.backfill.id ?? 0;
  await written(t, "nodes", id);
  const { rows } = await t.database.store.pool.query<{ n: number }>(
    "select count(*)::int as n from belfry.grid_cells where backfill_id = $1",
    [id],
  );
  expect(rows).toEqual([{ n: 4_000 }]);
  expect(await t.engine.getGridBackfill("nodes", id)).toMatchObject({ total: 4_000, written: 4_000 });
  expect(await countsDiffer(t)).toEqual([]);
});
