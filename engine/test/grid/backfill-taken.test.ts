/** A generation that comes to cells which a backfill has made: from then on they are the generation's own. */
import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { until } from "../faults/until.ts";
import { workAll, written } from "./backfill-fixture.ts";
import { by, cellsOf, countsDiffer, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

const day = { from: "2025-09-01", until: "2025-09-01" };
const generation = { date: "2025-09-02" };
const retry = { attempts: 3, delay: "60s", backoff: "fixed", jitter: 0 };

async function startedOn(t: TestEngine, grid: string, days: { readonly from: string; readonly until: string }) {
  const { backfill } = await t.engine.startGridBackfill(grid, days, by);
  await written(t, grid, backfill.id);
  return backfill.id;
}

test("cells that wait, run or failed have its priority and tell people what it tells; what is done stays the backfill's", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("taken", [{ task: "daily", period: -1, priority: 1_000, retry }]), by);
  await t.engine.saveGridMembers("taken", shops("pdd", 5), by);
  const id = await startedOn(t, "taken", day);
  const begun = await t.engine.claimGridCells("taken", { worker: "w", limit: 4 });
  for (const cell of begun) expect(cell).toMatchObject({ backfill: id, quiet: true });
  const [done, failed, again, running] = begun.map(({ cell, epoch }) => ({ cell, epoch }));
  if (done === undefined || failed === undefined || again === undefined || running === undefined)
    throw new Error("There are five cells.");
  await t.engine.completeGridCell("taken", done);
  await t.engine.failGridCell("taken", { ...failed, reason: "broken", retryable: false });
  await t.engine.failGridCell("taken", { ...again, reason: "tired" });
  const other = await startedOn(t, "taken", { from: "2025-08-31", until: "2025-08-31" });

  expect(await t.engine.generateGrid("taken", generation, by)).toMatchObject({ created: 0, existing: 5 });
  expect(await t.engine.getGridBackfill("taken", id)).toMatchObject({ total: 1, written: 1, percent: 100 });
  // Whoever works on one goes on with it; its next attempt is the generation's.
  await t.engine.failGridCell("taken", { ...running, reason: "tired" });
  await t.engine.changeGridCells("taken", "retry", { cells: [failed.cell] }, by);
  await t.database.clock.advance(61_000);
  const claimed = await t.engine.claimGridCells("taken", { worker: "w", limit: 20 });
  expect(claimed.map(({ period, backfill, quiet }) => [period.label, backfill, quiet])).toEqual([
    ...Array.from({ length: 4 }, () => ["2025-09-01", null, false]),
    ...Array.from({ length: 5 }, () => ["2025-08-31", other, true]),
  ]);
  expect(await countsDiffer(t)).toEqual([]);
});

test("a paused backfill does not hold them, and what was given up with one is made", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("held", [{ task: "daily", period: -1 }]), by);
  await t.engine.saveGridMembers("held", shops("pdd", 3), by);
  const id = await startedOn(t, "held", { from: "2025-09-01", until: "2025-09-03" });
  const change = (wish: "pause" | "cancel") => t.engine.changeGridBackfill("held", id, { wish, ...by });
  await change("pause");
  expect(await t.engine.generateGrid("held", generation, by)).toMatchObject({ created: 0, existing: 3 });
  expect(await workAll(t, "held")).toHaveLength(3);
  expect(await change("cancel")).toMatchObject({ total: 6, states: { skipped: 6, done: 0 } });
  const only = { shop: ["pdd-0002", "pdd-0003"] };
  expect(await t.engine.generateGrid("held", { date: "2025-09-03", only }, by)).toMatchObject({ created: 2 });
  expect(await t.engine.generateGrid("held", { date: "2025-09-03" }, by)).toMatchObject({ created: 1, existing: 2 });
  expect(await workAll(t, "held")).toHaveLength(3);
  expect(await t.engine.getGridBackfill("held", id)).toMatchObject({ total: 3, states: { skipped: 3, done: 0 } });
  expect(await countsDiffer(t)).toEqual([]);
});

test("what was there before and is done once more stays the backfill's", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("before", [{ task: "daily", period: -1 }]), by);
  await t.engine.saveGridMembers("before", shops("pdd", 2), by);
  await t.engine.generateGrid("before", generation, by);
  await workAll(t, "before");
  await t.engine.saveGridMembers("before", shops("pdd", 3), by);
  const all = { ...day, mode: "all" as const, reason: "The columns were wrong." };
  const { backfill } = await t.engine.startGridBackfill("before", all, by);
  await written(t, "before", backfill.id);
  // Only the shop that had no cell is the generation's.
  expect(await t.engine.generateGrid("before", generation, by)).toMatchObject({ created: 0, existing: 3 });
  await t.engine.changeGridBackfill("before", backfill.id, { wish: "cancel", ...by });
  expect(await cellsOf(t, "before")).toEqual({
    "daily 2025-09-01 pdd-0001": "done",
    "daily 2025-09-01 pdd-0002": "done",
    "daily 2025-09-01 pdd-0003": "pending",
  });
  expect(await countsDiffer(t)).toEqual([]);
});

test("executions of cells that were taken over tell people what those of the generation tell", async () => {
  const t = engine();
  await t.rule({ rule: "collect", actions: [{ use: "test.echo" }] });
  await t.engine.setRuleStatus("collect", "disabled", by);
  await t.engine.saveGrid(shopGrid("loud", [{ task: "daily", worker: undefined, rule: "collect", period: -1 }]), by);
  await t.engine.saveGridMembers("loud", shops("pdd", 1), by);
  const id = await startedOn(t, "loud", { from: "2025-09-01", until: "2025-09-02" });
  await t.engine.generateGrid("loud", generation, by);
  await t.engine.setRuleStatus("collect", "enabled", by);
  await until(t, async () => {
    await t.database.clock.advance(11_000);
    return Object.values(await cellsOf(t, "loud")).every((state) => state === "done");
  });
  const triggers = (await t.executions("collect")).map(({ trigger }) => trigger);
  const of = (period: string) => triggers.find((trigger) => trigger["period"] === period);
  expect(of("2025-09-02")).toMatchObject({ backfill: id, quiet: "backfill" });
  expect(of("2025-09-01")).not.toHaveProperty("quiet");
  expect(of("2025-09-01")).not.toHaveProperty("backfill");
});

test("two generations and the backfill itself at once: each cell is made once and belongs to the generation", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("race", [{ task: "daily", period: -1 }]), by);
  await t.engine.saveGridMembers("race", [...shops("pdd", 200), ...shops("tm", 200)], by);
  const { backfill } = await t.engine.startGridBackfill("race", { from: "2025-08-25", until: "2025-09-01" }, by);
  const made = await Promise.all([1, 2, 3].map(() => t.engine.generateGrid("race", generation, by)));
  await written(t, "race", backfill.id);
  // Whichever of them came first.
  expect(made.reduce((n, { created }) => n + created, 0)).toBeLessThanOrEqual(400);
  const { rows } = await t.database.store.pool.query<{ day: string; own: number; n: number }>(
    `select p.label as day, count(c.backfill_id)::int as own, count(*)::int as n
     from belfry.grid_cells c join belfry.grid_periods p on p.id = c.period_id join belfry.grids g on g.id = c.grid_id
     where g.slug = 'race' and p.label in ('2025-08-31', '2025-09-01') group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { day: "2025-08-31", own: 400, n: 400 },
    { day: "2025-09-01", own: 0, n: 400 },
  ]);
  const { total, written: own } = await t.engine.getGridBackfill("race", backfill.id);
  expect([total, own]).toEqual([2_800, 2_800]);
  expect(await countsDiffer(t)).toEqual([]);
  expect(t.errors).toEqual([]);
});
