/** By when cells are to be complete: what rules are told when they are, when they are late, and when the rest comes after all. */
import { expect, test } from "vitest";
import { z } from "zod";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { startTestEngine, type TestEngine } from "@belfry/testkit";
import { newDay, startEngine, useEngine } from "../start-engine.ts";
import { until } from "../faults/until.ts";
import { by, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

interface Told {
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was told of a grid, in its order, once each. */
async function toldOf({ database }: TestEngine, grid: string): Promise<Told[]> {
  const { rows } = await database.store.pool.query<Told>(
    "select type, source, subject, data from belfry.events where source = $1 order by id",
    [`belfry:/grids/${grid}`],
  );
  return rows;
}

async function isTold(t: TestEngine, grid: string, types: readonly string[]): Promise<void> {
  await until(t, async () => (await toldOf(t, grid)).length >= types.length);
  expect((await toldOf(t, grid)).map(({ type }) => type.replace("belfry.grid.", ""))).toEqual(types);
}

/** A grid whose task type is to be complete at half past nine; rules are told. Returns the day, and the times of it. */
async function watched(t: TestEngine, grid: string, freshness: object = {}, members = 3) {
  const at = await newDay(t);
  const date = at("00:00:00").slice(0, 10);
  const tasks = [{ task: "badscore", period: -1, freshness: { by: "09:30", ...freshness } }];
  await t.engine.saveGrid(shopGrid(grid, tasks, { timezone: "UTC" }), by);
  await t.engine.saveGridMembers(grid, shops("pdd", members), by);
  return { at, date };
}

async function work(t: TestEngine, grid: string, limit: number): Promise<void> {
  for (const { cell, epoch } of await t.engine.claimGridCells(grid, { worker: "w", limit }))
    await t.engine.completeGridCell(grid, { cell, epoch });
}

/** The node looks again: nothing that was to be told is left. */
async function looked({ database }: TestEngine): Promise<void> {
  await database.clock.advance(61_000);
  await until(engine(), async () => {
    const { rows } = await database.store.pool.query(
      "select from belfry.grid_deadline_looks where look_at <= belfry.now()",
    );
    return rows.length === 0;
  });
}

/** The node has seen that cells of a grid are worked on. */
async function begun(t: TestEngine, grid: string): Promise<void> {
  await until(t, async () => {
    const { rows } = await t.database.store.pool.query(
      `select from belfry.grid_freshness f join belfry.grids g on g.id = f.grid_id where g.slug = $1 and f.began_at is not null`,
      [grid],
    );
    if (rows.length > 0) return true;
    await t.database.clock.advance(61_000);
    return false;
  });
}

const standing = async (t: TestEngine, grid: string) => (await t.engine.gridFreshness(grid, { days: 7, limit: 10 }))[0];

test("what is complete in time is told once, and starts the report that waits for it", async () => {
  const t = engine();
  await t.rule({
    rule: "report",
    triggers: [{ event: "belfry.grid.complete", source: "belfry:/grids/timely", subject: "badscore" }],
    actions: [{ id: "echo", use: "test.echo", with: { value: "${{ event.data }}" } }],
  });
  const { at, date } = await watched(t, "timely");
  await t.moveTo(at("00:05:00"));
  await t.engine.generateGrid("timely", { date }, by);
  await work(t, "timely", 1);
  await begun(t, "timely");
  expect(await standing(t, "timely")).toMatchObject({
    state: "on-time",
    total: 3,
    settled: 1,
    percent: 33.3,
    lateAt: null,
  });
  await t.moveTo(at("01:05:00"));
  await looked(t);
  await work(t, "timely", 2);
  await looked(t);
  await isTold(t, "timely", ["complete"]);
  const [told] = await toldOf(t, "timely");
  expect(told).toMatchObject({
    subject: "badscore",
    data: {
      grid: "timely",
      task: "badscore",
      total: 3,
      settled: 3,
      missing: 0,
      percent: 100,
      complete: true,
      again: false,
    },
  });
  await until(t, async () => (await t.executions("report")).some(({ state }) => state === "success"));
  await t.moveTo(at("12:00:00"));
  await looked(t);
  expect(await toldOf(t, "timely")).toHaveLength(1);
  expect(await t.executions("report")).toHaveLength(1);
  expect(await standing(t, "timely")).toMatchObject({
    state: "fresh",
    percent: 100,
    etaAt: null,
    lateAt: null,
    announced: 1,
  });
  expect(t.errors).toEqual([]);
});

test("one late alarm, one escalation, and then that it is complete after all", async () => {
  const t = engine();
  const { at, date } = await watched(t, "slow", { escalateAfter: "30m" });
  await t.engine.generateGrid("slow", { date }, by);
  await t.moveTo(at("08:00:00"));
  await looked(t);
  await work(t, "slow", 1);
  await begun(t, "slow");
  await t.moveTo(at("09:00:00"));
  // One of three in an hour: the other two will not be there by half past nine.
  await until(t, async () => (await standing(t, "slow"))?.state === "at-risk");
  expect(await toldOf(t, "slow")).toEqual([]);
  await t.moveTo(at("09:30:00"));
  await isTold(t, "slow", ["late"]);
  expect((await toldOf(t, "slow"))[0]?.data).toMatchObject({ missing: 2, percent: 33.3, complete: false });
  expect(await standing(t, "slow")).toMatchObject({ state: "late" });
  await t.moveTo(at("09:50:00"));
  await looked(t);
  expect(await toldOf(t, "slow")).toHaveLength(1);
  await t.moveTo(at("10:00:00"));
  await isTold(t, "slow", ["late", "escalated"]);
  await t.moveTo(at("11:00:00"));
  await looked(t);
  await work(t, "slow", 2);
  await looked(t);
  await isTold(t, "slow", ["late", "escalated", "complete"]);
  expect(await standing(t, "slow")).toMatchObject({ state: "fresh", lateAt: expect.any(Date) as Date });
});

test("what there is at the deadline is announced where that is wanted, and again when the rest has come", async () => {
  const t = engine();
  const { at, date } = await watched(t, "cut", { atDeadline: "announce" });
  await t.engine.generateGrid("cut", { date }, by);
  await work(t, "cut", 2);
  await t.moveTo(at("09:30:00"));
  await isTold(t, "cut", ["late", "complete"]);
  expect((await toldOf(t, "cut"))[1]?.data).toMatchObject({
    complete: false,
    missing: 1,
    announcement: 1,
    again: false,
  });
  await t.moveTo(at("10:30:00"));
  await looked(t);
  await work(t, "cut", 1);
  await looked(t);
  await isTold(t, "cut", ["late", "complete", "complete"]);
  expect((await toldOf(t, "cut"))[2]?.data).toMatchObject({
    complete: true,
    missing: 0,
    announcement: 2,
    again: true,
  });

  // A shop that is added later is no alarm any more, and its data is announced when it is there.
  await t.engine.saveGridMembers("cut", shops("pdd", 4), by);
  await t.engine.generateGrid("cut", { date }, by);
  await looked(t);
  expect(await standing(t, "cut")).toMatchObject({ state: "late", settled: 3, total: 4 });
  await work(t, "cut", 1);
  await looked(t);
  await isTold(t, "cut", ["late", "complete", "complete", "complete"]);
  expect((await toldOf(t, "cut"))[3]?.data).toMatchObject({ total: 4, announcement: 3, again: true });
});

/** Stands for the action that makes cells, and makes none. */
const idle = definePlugin({
  name: "idle",
  version: "1.0.0",
  actions: [
    defineAction({
      id: "grid.generate",
      displayName: { zh: "生成", en: "Generate" },
      description: { zh: "什么也不做。", en: "Does nothing." },
      input: z.strictObject({ grid: z.string(), schedule: z.string() }),
      idempotent: true,
      sendsOutside: false,
      retryableErrors: "None.",
      run: async () => ({}),
    }),
  ],
});

test("a generation that a rule is due to make and that never comes is late, too", async () => {
  await using t = await startEngine({ plugins: [idle] });
  const at = await newDay(t);
  await t.rule({
    rule: "makes",
    triggers: [{ cron: "5 7 * * *", timezone: "UTC" }],
    actions: [{ id: "make", use: "grid.generate", with: { grid: "never", schedule: "daily" } }],
  });
  const tasks = [{ task: "badscore", period: -1, freshness: { by: "09:30" } }];
  await t.engine.saveGrid(shopGrid("never", tasks, { timezone: "UTC" }), by);
  await t.engine.saveGridMembers("never", shops("pdd", 2), by);
  await until(t, async () => (await standing(t, "never")) !== undefined);
  await t.moveTo(at("09:31:00"));
  await isTold(t, "never", ["late"]);
  expect((await toldOf(t, "never"))[0]?.data).toMatchObject({ total: 0, complete: false });
  expect(t.errors).toEqual([]);
});

test("two nodes that look at once tell everything once", async () => {
  const t = engine();
  await using other = await startTestEngine({ database: t.database });
  const at = await newDay(t);
  const date = at("00:00:00").slice(0, 10);
  const grids = ["both-a", "both-b", "both-c", "both-d"];
  const freshness = { by: "09:30", escalateAfter: "1m", atDeadline: "announce" };
  for (const grid of grids) {
    await t.engine.saveGrid(shopGrid(grid, [{ task: "badscore", freshness }], { timezone: "UTC" }), by);
    await t.engine.saveGridMembers(grid, shops("pdd", 2), by);
    await other.engine.generateGrid(grid, { date }, by);
  }
  for (const grid of grids) {
    await until(t, async () => {
      if ((await standing(t, grid)) !== undefined) return true;
      await t.database.clock.advance(61_000);
      return false;
    });
  }
  await t.moveTo(at("09:40:00"));
  for (const grid of grids) await isTold(t, grid, ["late", "escalated", "complete"]);
});

test("what nobody asks for any more is not looked at, and a grid without deadlines has none", async () => {
  const t = engine();
  const { at, date } = await watched(t, "dropped");
  await t.engine.generateGrid("dropped", { date }, by);
  await looked(t);
  await t.engine.saveGrid(shopGrid("dropped", [{ task: "badscore", period: -1 }], { timezone: "UTC" }), by);
  await t.moveTo(at("10:00:00"));
  await t.database.clock.advance(61_000);
  expect(await toldOf(t, "dropped")).toEqual([]);
  const workdays = { by: "09:30", workdays: true };
  await expect(
    t.engine.saveGrid(shopGrid("dropped", [{ task: "badscore", freshness: workdays }]), by),
  ).rejects.toMatchObject({ code: "GRID_INVALID" });
  await expect(
    t.engine.saveGrid(shopGrid("dropped", [{ task: "cookie", shopStatus: true, freshness: { by: "09:30" } }]), by),
  ).rejects.toMatchObject({ code: "GRID_INVALID" });
});
