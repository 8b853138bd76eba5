import { createTestDatabase, tester, type TestDatabase, type TestEngine } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countStatistics } from "../../src/statistics/count-statistics.ts";
import { startEngine } from "../start-engine.ts";

let database: TestDatabase;
let t: TestEngine;
beforeEach(async () => {
  database = await createTestDatabase();
  await database.clock.set("2026-05-04T02:00:00Z");
  t = await startEngine({ database });
});
afterEach(async () => {
  await t[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const good = { actions: [{ id: "one", use: "test.echo" }] };
const bad = { actions: [{ id: "one", use: "test.fail" }] };
const all = { rule: null, folder: null, labels: null, scope: null };

/** What a node does every five minutes. */
const countNow = () => countStatistics({ store: database.store, timeZone: "Asia/Shanghai", isStopped: () => false });

async function ended(slug: string, state: "success" | "failed"): Promise<number> {
  const id = await t.run(slug);
  await t.reached(id, state);
  return id;
}

/** Resolves when the engine has noticed a jump of the clock in this direction. */
const jumped = (direction: "> 0" | "< 0") =>
  t.until(async () => {
    const { rows } = await database.store.query<{ n: number }>({
      name: `test-jumps ${direction}`,
      text: `select count(*)::int as n from belfry.clock_jumps where jump_ms ${direction}`,
    });
    return (rows[0]?.n ?? 0) > 0;
  });

async function total(from = "2026-05-01", to = "2026-05-31") {
  return (await t.engine.statistics({ ...all, from, to, by: "day" })).total;
}

test("what ended is told by state, rate and reason, the same before it is counted, after it, and after counting twice", async () => {
  await t.rule({ rule: "good", ...good });
  await t.rule({ rule: "bad", ...bad });
  for (const slug of ["good", "good", "good"]) await ended(slug, "success");
  await ended("bad", "failed");
  const expected = {
    executions: 4,
    states: { success: 3, failed: 1, cancelled: 0, skipped: 0 },
    successRate: 0.75,
    failures: [{ class: expect.any(String), code: expect.any(String), n: 1 }],
  };
  const live = await t.engine.statistics({ ...all, from: "2026-05-01", to: "2026-05-31", by: "month" });
  expect(live.total).toMatchObject(expected);
  expect(live.periods).toMatchObject([{ from: "2026-05-01", ...expected }]);
  expect(live.busiest).toEqual([
    { rule: "good", name: "测试", executions: 3, succeeded: 3, failed: 0 },
    { rule: "bad", name: "测试", executions: 1, succeeded: 0, failed: 1 },
  ]);
  await database.clock.set("2026-05-04T03:00:00Z");
  for (let times = 0; times < 2; times += 1) {
    await countNow();
    expect(await t.engine.statistics({ ...all, from: "2026-05-01", to: "2026-05-31", by: "month" })).toEqual(live);
  }
  const { rows } = await database.store.query<{ n: number }>({
    name: "test-counted",
    text: "select sum(n)::int as n from belfry.statistics where rule_id = 0 and kind = 'state'",
  });
  expect(rows[0]?.n).toBe(4);
});

test("days begin at midnight of the installation, weeks on Monday, and empty ones are told too", async () => {
  await t.rule({ rule: "good", ...good });
  // In Shanghai it is Sunday 23:59, then Monday.
  for (const time of ["2026-05-10T15:59:00Z", "2026-05-10T16:01:00Z"]) {
    await t.moveTo(time);
    await ended("good", "success");
  }
  const told = async (by: "day" | "week") => {
    const { periods } = await t.engine.statistics({ ...all, from: "2026-05-09", to: "2026-05-12", by });
    return periods.map(({ from, executions }) => [from, executions]);
  };
  const days = [
    ["2026-05-09", 0],
    ["2026-05-10", 1],
    ["2026-05-11", 1],
    ["2026-05-12", 0],
  ];
  expect(await told("day")).toEqual(days);
  await t.moveTo("2026-05-11T16:01:00Z");
  await countNow();
  expect(await told("day")).toEqual(days);
  expect(await told("week")).toEqual([
    ["2026-05-04", 1],
    ["2026-05-11", 1],
  ]);
});

test("an execution that is opened again is taken back, and counted when it ends again", async () => {
  await t.rule({ rule: "flaky", actions: [{ id: "one", use: "test.fail" }] });
  const id = await ended("flaky", "failed");
  await database.clock.set("2026-05-04T03:00:00Z");
  await countNow();
  expect((await total()).states.failed).toBe(1);
  t.actions.runs.length = 0;
  await t.engine.stop();
  await t.engine.retryExecution(id, { by: tester });
  // While it runs it has not ended, whether that is counted or not.
  expect((await total()).executions).toBe(0);
  await countNow();
  expect((await total()).executions).toBe(0);
  await using other = await startEngine({ database });
  await other.reached(id, "failed");
  expect((await total()).states.failed).toBe(1);
  await database.clock.set("2026-05-04T04:00:00Z");
  await countNow();
  expect(await total()).toMatchObject({ executions: 1, states: { failed: 1 } });
});

test("several nodes that count at once count everything once", async () => {
  await t.rule({ rule: "good", ...good });
  for (let n = 0; n < 5; n += 1) await ended("good", "success");
  await database.clock.set("2026-05-04T03:00:00Z");
  await Promise.all(Array.from({ length: 6 }, countNow));
  await countNow();
  expect((await total()).executions).toBe(5);
});

test("what is being written while a node counts is left to the next time, and none of it is lost", async () => {
  await t.rule({ rule: "good", ...good });
  const id = await ended("good", "success");
  await countNow();
  const client = await database.store.pool.connect();
  await client.query("begin");
  await client.query("update belfry.executions set finished_at = belfry.now() where id = $1", [id]);
  await database.clock.set("2026-05-04T02:30:00Z");
  await countNow();
  await client.query("commit");
  client.release();
  await countNow();
  expect((await total()).executions).toBe(1);
});

test("after the clock was set back, the day through which it goes again is counted anew", async () => {
  await t.rule({ rule: "good", ...good });
  await ended("good", "success");
  await database.clock.set("2026-05-04T06:00:00Z");
  await countNow();
  // Between two looks of the engine the clock could go on and back, and it would have noticed one small jump forward.
  await jumped("> 0");
  await database.clock.set("2026-05-04T03:00:00Z");
  await jumped("< 0");
  await ended("good", "success");
  await database.clock.set("2026-05-04T07:00:00Z");
  await countNow();
  expect((await total()).executions).toBe(2);
});

test("only the rules that are asked for, and that one may see, are told", async () => {
  await t.rule({ rule: "finance", labels: { team: "finance" }, folder: "school/money", ...good });
  await t.rule({ rule: "dorm", labels: { team: "dorm" }, folder: "school", ...good });
  await ended("finance", "success");
  await ended("dorm", "success");
  await ended("dorm", "success");
  const asked = async (filter: object) => {
    const { total: sum, busiest } = await t.engine.statistics({
      ...all,
      from: "2026-05-01",
      to: "2026-05-31",
      by: "day",
      ...filter,
    });
    return [sum.executions, busiest.map(({ rule }) => rule)];
  };
  const scope = { labels: { team: ["finance"] }, inputs: {} };
  for (const counted of [false, true]) {
    if (counted) {
      await database.clock.set("2026-05-04T03:00:00Z");
      await countNow();
    }
    expect(await asked({})).toEqual([3, ["dorm", "finance"]]);
    expect(await asked({ rule: "finance" })).toEqual([1, ["finance"]]);
    expect(await asked({ folder: "school" })).toEqual([3, ["dorm", "finance"]]);
    expect(await asked({ folder: "school/money" })).toEqual([1, ["finance"]]);
    expect(await asked({ labels: { team: "dorm" } })).toEqual([2, ["dorm"]]);
    expect(await asked({ scope })).toEqual([1, ["finance"]]);
    expect(await asked({ scope, rule: "dorm" })).toEqual([0, []]);
  }
});
