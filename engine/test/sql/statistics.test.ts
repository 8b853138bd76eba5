import { createTestDatabase, startTestEngine, type TestDatabase } from "@belfry/testkit";
import type { PoolClient } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refreshStatistics } from "../../src/sql/nodes/refresh-statistics.ts";

let database: TestDatabase;
let client: PoolClient;
beforeEach(async () => {
  database = await createTestDatabase();
  client = await database.store.pool.connect();
});
afterEach(async () => {
  client.release();
  await database[Symbol.asyncDispose]();
});

/** The queue of a night: empty, and PostgreSQL has looked at it; a lookup by ids has been planned for that. */
async function planForAnEmptyQueue(): Promise<void> {
  // Otherwise PostgreSQL may look at it by itself in the middle of the test.
  await client.query("alter table belfry.execution_queue set (autovacuum_enabled = false)");
  await client.query("vacuum analyze belfry.execution_queue");
  await client.query("set plan_cache_mode = force_generic_plan");
  await client.query(
    "prepare held as select q.id from belfry.execution_queue q where q.id in (select value::bigint from json_array_elements_text($1))",
  );
}

async function planOfLookup(): Promise<string> {
  const { rows } = await client.query<{ "QUERY PLAN": string }>("explain (costs off) execute held('[]')");
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

async function fillQueue(): Promise<void> {
  await client.query(`
    insert into belfry.execution_queue (id, rule_id, priority, run_at)
    select n, 1, 100, 'infinity' from generate_series(1, 10000) n`);
}

async function outgrown(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select belfry.outgrown_tables()::text as name");
  return rows.map(({ name }) => name);
}

test("a plan for an empty queue does not outlive the morning", async () => {
  await planForAnEmptyQueue();
  expect(await planOfLookup()).toContain("Seq Scan on execution_queue");
  await fillQueue();
  // Without us PostgreSQL would keep it until it looks at the table by itself.
  expect(await planOfLookup()).toContain("Seq Scan on execution_queue");
  expect(await outgrown()).toEqual(["execution_queue"]);
  await refreshStatistics(database.store);
  expect(await planOfLookup()).toContain("Index");
  expect(await planOfLookup()).not.toContain("Seq Scan on execution_queue");
  expect(await outgrown()).toEqual([]);
});

test("a node notices a table that has grown", async () => {
  await using t = await startTestEngine({ database });
  await fillQueue();
  await t.until(async () => {
    const { rows } = await client.query(
      "select reltuples from pg_class where oid = 'belfry.execution_queue'::regclass",
    );
    return rows[0]?.reltuples === 10_000;
  });
  expect(await outgrown()).toEqual([]);
  expect(t.errors).toEqual([]);
});

test("a table that was looked at while it was being filled does not pass for empty", async () => {
  await client.query("alter table belfry.execution_queue set (autovacuum_enabled = false)");
  await client.query("begin");
  await fillQueue();
  await refreshStatistics(database.store);
  // What a session counted is told a second later otherwise.
  await client.query("select pg_stat_force_next_flush()");
  await client.query("commit");
  expect(await outgrown()).toEqual(["execution_queue"]);
  await refreshStatistics(database.store);
  expect(await outgrown()).toEqual([]);
  const { rows } = await client.query("select reltuples from pg_class where oid = 'belfry.execution_queue'::regclass");
  expect(rows).toEqual([{ reltuples: 10_000 }]);
});

test("while one node looks at the tables, another does not wait for it", async () => {
  await fillQueue();
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock(1111837766, 3)");
  await refreshStatistics(database.store);
  expect(await outgrown()).toEqual(["execution_queue"]);
  await client.query("commit");
});
