import { createTestDatabase, startTestEngine, type TestDatabase, type TestEngine } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";
import { expire } from "../../src/retention/expire.ts";
import { insertAlertSignals } from "../../src/sql/alerts/insert-alert-signals.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await database.clock.set("2026-04-01T00:00:00Z");
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

/** Runs what a node does once an hour; says which kinds of files were to go, and before when. */
async function expireNow(keep: { executionDays: number; datasetDays: number }) {
  const files: string[] = [];
  await expire({
    store: database.store,
    files: {
      async removeOlderThan(before, kind) {
        files.push(`${kind} ${before.toISOString().slice(0, 10)}`);
        return 0;
      },
    },
    retention: keep,
    isStopped: () => false,
  });
  return files;
}

async function count(table: string): Promise<number> {
  const { rows } = await database.store.query<{ n: number }>({
    name: `test-count-${table}`,
    text: `select count(*)::int as n from belfry.${table}`,
  });
  return rows[0]!.n;
}

const start = () => startEngine({ database });
/** A write may meet the new partition of its day after such a jump of the clock, and is repeated; maintenance never fails. */
const failures = (t: TestEngine) => t.errors.filter(({ where }) => where === "maintenance");
const echo = { actions: [{ id: "one", use: "test.echo", with: {} }] };

async function runOn(t: TestEngine, day: string, slug: string): Promise<number> {
  await t.moveTo(`${day}T08:00:00Z`);
  const id = await t.run(slug);
  await t.reached(id, "success");
  return id;
}

test("executions go after their time with their runs and logs, and younger ones stay", async () => {
  await using t = await start();
  const slug = await t.rule({ rule: "daily", ...echo });
  const old = await runOn(t, "2026-04-01", slug);
  const young = await runOn(t, "2026-04-20", slug);
  expect(await expireNow({ executionDays: 10, datasetDays: 3 })).toEqual(["artifact 2026-04-10", "dataset 2026-04-17"]);
  await expect(t.engine.getExecution(old)).rejects.toMatchObject({ code: "EXECUTION_NOT_FOUND" });
  expect((await t.engine.getExecution(young)).actionRuns).toHaveLength(1);
  // While the node itself makes the partitions of the new day, dropping is left to the next run.
  await t.until(async () => {
    await expireNow({ executionDays: 10, datasetDays: 3 });
    return (await count("action_runs")) === 1;
  });
  expect(failures(t)).toEqual([]);
});

test("what an execution that has not ended may still need stays, however old", async () => {
  await using t = await start();
  const slug = await t.rule({
    rule: "patient",
    retry: { attempts: 3, delay: "60d" },
    actions: [
      { id: "one", use: "test.echo", with: {} },
      { id: "two", use: "test.fail", with: {} },
    ],
  });
  const waiting = await t.run(slug);
  await t.reached(waiting, "retrying");
  await database.clock.set("2026-05-20T00:00:00Z");
  expect(await expireNow({ executionDays: 10, datasetDays: 3 })).toEqual(["artifact 2026-04-01", "dataset 2026-04-01"]);
  expect((await t.engine.getExecution(waiting)).actionRuns.map(({ action }) => action)).toContain("one");
});

test("what could not be read goes after the same time, whether somebody looked at it or not", async () => {
  await using t = await start();
  const letter = { broughtBy: "gate", triggerId: null, raw: "{", problems: [] };
  await t.engine.keepDeadLetters([letter, letter]);
  await t.moveTo("2026-04-20T08:00:00Z");
  const [young] = await t.engine.keepDeadLetters([letter]);
  await expireNow({ executionDays: 10, datasetDays: 3 });
  expect((await t.engine.listDeadLetters()).map(({ id }) => id)).toEqual([young]);
});

test("the slots of years ago still equal the sum of their fates", async () => {
  await using t = await start();
  const slug = await t.rule({ rule: "hourly", triggers: [{ cron: "0 * * * *" }], ...echo });
  for (const day of ["2026-04-02", "2026-04-03", "2026-04-04"]) await t.moveTo(`${day}T12:30:00Z`);
  await t.quiet();
  const before = await t.engine.reconcileSlots(slug);
  expect(before.balanced).toBe(true);
  const rows = await count("slot_fates");
  await database.clock.set("2026-04-30T00:00:00Z");
  await t.decided();
  const due = await t.engine.reconcileSlots(slug);
  await t.until(async () => {
    await expireNow({ executionDays: 5, datasetDays: 3 });
    return (await count("slot_fates_default")) > 0;
  });
  expect(await t.engine.reconcileSlots(slug)).toEqual(due);
  expect(due.balanced).toBe(true);
  expect(rows).toBeGreaterThan(await count("slot_fates_default"));
  // And once more on the sums themselves.
  await database.clock.set("2026-05-10T00:00:00Z");
  await t.decided();
  const later = await t.engine.reconcileSlots(slug);
  await expireNow({ executionDays: 5, datasetDays: 3 });
  expect(await t.engine.reconcileSlots(slug)).toEqual(later);
  expect(failures(t)).toEqual([]);
});

test("a running engine does it by itself within the hour, and tells who keeps other things", async () => {
  const told: Date[] = [];
  await using t = await startTestEngine({
    database,
    retention: { executionDays: 10, datasetDays: 3 },
    hooks: {
      async onExpire(before) {
        told.push(before);
      },
    },
  });
  const slug = await t.rule({ rule: "daily", ...echo });
  await runOn(t, "2026-04-01", slug);
  await t.moveTo("2026-05-01T00:00:00Z");
  await t.until(async () => (await count("executions")) === 0);
  await t.until(() => told.at(-1)?.toISOString() === "2026-04-21T00:00:00.000Z");
  expect(failures(t)).toEqual([]);
});

test("what was signalled and nobody watched goes after a week", async () => {
  const signal = (subject: string) =>
    database.store.transaction((tx) => insertAlertSignals(tx, [{ kind: "node.lost", subject, facts: {} }]));
  await signal("old");
  await database.clock.advance(5 * 86_400_000);
  await signal("young");
  await database.clock.advance(3 * 86_400_000);
  await expireNow({ executionDays: 180, datasetDays: 7 });
  const { rows } = await database.store.query({
    name: "test-signals",
    text: "select subject from belfry.alert_signals",
  });
  expect(rows).toEqual([{ subject: "young" }]);
});
