/** Cells of past days that are made afterwards: what is planned, what is written, in which order it is worked on, and how it is stopped. */
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { z } from "zod";
import { startTestEngine, type TestEngine } from "@belfry/testkit";
import { startEngine, useEngine } from "../start-engine.ts";
import { until } from "../faults/until.ts";
import { by, cellsOf, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

const week = { from: "2025-09-01", until: "2025-09-07" };

async function written(t: TestEngine, grid: string, id: number): Promise<void> {
  await until(t, async () => {
    const { total, written: done } = await t.engine.getGridBackfill(grid, id);
    return done === total;
  });
}

async function over(t: TestEngine, grid: string, id: number): Promise<void> {
  await until(t, async () => (await t.engine.getGridBackfill(grid, id)).state === "done");
}

/** Claims whatever there is and says that it is done. Returns what was claimed, in its order. */
async function workAll(t: TestEngine, grid: string, limit = 1_000): Promise<string[]> {
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

const sends = (sent: string[]) =>
  definePlugin({
    name: "sends",
    version: "1.0.0",
    actions: [
      defineAction({
        id: "test.tell",
        displayName: { zh: "说", en: "Tell" },
        description: { zh: "说一句。", en: "Tells something." },
        input: z.strictObject({ to: z.string() }),
        idempotent: true,
        sendsOutside: true,
        cost: "send",
        retryableErrors: "None.",
        async run(ctx, { to }) {
          sent.push(to);
          const { deliveries } = await ctx.notify({ channel: "email", to: [to], text: "done" });
          const { suppressed } = await ctx.tellPeople({ title: "done", level: "info", users: ["somebody"] });
          return { deliveries, suppressed };
        },
      }),
    ],
  });

test(
  "executions of a backfill tell nobody anything unless that is wanted, and neither does what they call",
  { timeout: 120_000 },
  async () => {
    const sent: string[] = [];
    await using t = await startEngine({ plugins: [sends(sent)] });
    await t.rule({ rule: "inner", actions: [{ id: "tell", use: "test.tell", with: { to: "inner@x.cn" } }] });
    await t.rule({
      rule: "collect",
      actions: [
        { id: "tell", use: "test.tell", with: { to: "outer@x.cn" } },
        { id: "inner", call: { rule: "inner" } },
      ],
    });
    await t.engine.saveGrid(shopGrid("quiet", [{ task: "daily", worker: undefined, rule: "collect", period: -1 }]), by);
    await t.engine.saveGridMembers("quiet", shops("pdd", 1), by);
    const day = { from: "2025-09-01", until: "2025-09-01" };
    const { backfill } = await t.engine.startGridBackfill("quiet", day, by);
    const tick = async () => {
      await t.database.clock.advance(6_000);
      return (await t.engine.getGridBackfill("quiet", backfill.id)).state === "done";
    };
    await until(t, tick);
    expect(sent.toSorted()).toEqual(["inner@x.cn", "outer@x.cn"]);
    for (const rule of ["collect", "inner"]) {
      const [execution] = await t.executions(rule);
      if (execution === undefined) throw new Error("It ran.");
      const { trigger, actionRuns } = await t.engine.getExecution(execution.id);
      expect(trigger).toMatchObject({ quiet: "backfill" });
      expect(actionRuns.find(({ action }) => action === "tell")?.output).toMatchObject({
        deliveries: [{ state: "suppressed", reason: "backfill" }],
        suppressed: "backfill",
      });
    }
    expect(t.errors).toEqual([]);
  },
);

test(
  "a backfill leaves room for the daily run, which begins while its cells still run",
  { timeout: 120_000 },
  async () => {
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
  },
);

test("two nodes write the cells of a backfill, and each cell is written once", { timeout: 120_000 }, async () => {
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
