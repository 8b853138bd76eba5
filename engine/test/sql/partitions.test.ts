import { createTestDatabase, startTestEngine, type TestDatabase } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMaintenance } from "../../src/node/maintenance.ts";
import { ensurePartitions } from "../../src/sql/partitions/ensure-partitions.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  // The template has the partitions of the days around its own time.
  await database.clock.set("2026-04-01T00:00:00Z");
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

const never = (error: unknown) => {
  throw error;
};

async function partitionsOf(table: string): Promise<string[]> {
  const { rows } = await database.store.query<{ name: string }>({
    name: "test-partitions",
    text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = ('belfry.' || $1::text)::regclass and c.relname >= $1 || '_20260315' and c.relname not like '%default' order by 1`,
    values: [table],
  });
  return rows.map(({ name }) => name);
}

async function insertFate(day: string): Promise<void> {
  await database.store.query({
    name: "test-fate",
    text: `insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, decided_at)
      values ($1, 1, belfry.now(), belfry.now(), 1, 'fired', belfry.now())`,
    values: [day],
  });
}

async function placesOfFates(): Promise<string[]> {
  const { rows } = await database.store.query<{ place: string }>({
    name: "test-places",
    text: "select (select relname from pg_class c where c.oid = r.tableoid) as place from belfry.slot_fates r order by decided_on",
  });
  return rows.map(({ place }) => place);
}

test("an engine that starts finds a place of its own for today and each of the next seven days", async () => {
  await using t = await startTestEngine({ database });
  for (const table of ["slot_fates", "action_runs", "execution_logs"]) {
    const partitions = await partitionsOf(table);
    expect(partitions).toHaveLength(8);
    expect(partitions.at(0)).toBe(`${table}_20260401`);
    expect(partitions.at(-1)).toBe(`${table}_20260408`);
  }
  expect(t.errors).toEqual([]);
});

test("an engine that runs on makes the next day as the days go by", async () => {
  await using t = await startTestEngine({ database });
  await database.clock.set("2026-04-02T00:30:00Z");
  await t.until(async () => (await partitionsOf("execution_logs")).at(-1) === "execution_logs_20260409");
  expect(t.errors).toEqual([]);
});

test("what an execution writes lies in the partition of its day", async () => {
  await using t = await startTestEngine({ database });
  const slug = await t.rule({ rule: "place", actions: [{ id: "one", use: "test.echo", with: {} }] });
  await t.reached(await t.run(slug), "success");
  const { rows } = await database.store.query<{ place: string }>({
    name: "test-run-places",
    text: "select distinct (select relname from pg_class c where c.oid = r.tableoid) as place from belfry.action_runs r",
  });
  expect(rows).toEqual([{ place: "action_runs_20260401" }]);
});

test("two nodes at once make each partition once, and neither fails", async () => {
  const both = [1, 2].map(() => ensurePartitions(database.store, { table: "slot_fates", days: 20 }));
  const [one = 0, other = 0] = await Promise.all(both);
  expect(one + other).toBe(20);
  expect(await partitionsOf("slot_fates")).toHaveLength(20);
});

test("rows that came before their partition move into it, and the next ones follow", async () => {
  await insertFate("2026-04-01");
  await insertFate("2026-04-20");
  await ensurePartitions(database.store, { table: "slot_fates", days: 8 });
  await insertFate("2026-04-02");
  expect(await placesOfFates()).toEqual(["slot_fates_20260401", "slot_fates_20260402", "slot_fates_default"]);
});

test("a log line keeps its number when it moves", async () => {
  const insert = (message: string) =>
    database.store.query({
      name: "test-log",
      text: `insert into belfry.execution_logs (created_on, execution_id, level, message, logged_at)
        values ('2026-04-01', 1, 'info', $1, belfry.now())`,
      values: [message],
    });
  await insert("before");
  await ensurePartitions(database.store, { table: "execution_logs", days: 1 });
  await insert("after");
  const { rows } = await database.store.query({
    name: "test-log-lines",
    text: "select id, message from belfry.execution_logs order by id",
  });
  expect(rows).toEqual([
    { id: 1, message: "before" },
    { id: 2, message: "after" },
  ]);
});

test("a day whose table somebody holds is left to the next run", async () => {
  const held = await database.store.pool.connect();
  await held.query("begin; lock table belfry.slot_fates_default in share mode");
  expect(await ensurePartitions(database.store, { table: "slot_fates", days: 8 })).toBe(0);
  await held.query("commit");
  held.release();
  expect(await ensurePartitions(database.store, { table: "slot_fates", days: 8 })).toBe(8);
});

// The clock has jumped: the days of the template are over, and today has no partition when the first rows of it come.
test("a row that is written while the partition of its day is being made waits for it, and lies in it", async () => {
  const maker = await database.store.pool.connect();
  await maker.query("begin; select belfry.ensure_daily_partitions('slot_fates', '2026-04-01', 8)");
  const written = insertFate("2026-04-01");
  for (let waits = false; !waits;) {
    const { rows } = await database.store.query<{ waits: boolean }>({
      name: "test-waits",
      text: `select exists (select from pg_locks where not granted and database =
        (select oid from pg_database where datname = current_database())) as waits`,
    });
    waits = rows[0]?.waits === true;
  }
  await maker.query("commit");
  maker.release();
  await written;
  expect(await placesOfFates()).toEqual(["slot_fates_20260401"]);
});

test("keys of starts are forgotten when their time is over, and not before", async () => {
  await database.store.query({
    name: "test-keys",
    text: `insert into belfry.trigger_keys (rule_id, key_hash, execution_id, expires_at)
      select 1, sha256(n::text::bytea), n, belfry.now() + (n - 6000) * interval '1 second' from generate_series(1, 12000) n`,
  });
  await createMaintenance({ store: database.store, onError: never }).look(await database.clock.now());
  const { rows } = await database.store.query({
    name: "test-keys-left",
    text: "select count(*)::int as left, min(execution_id) as first from belfry.trigger_keys",
  });
  expect(rows).toEqual([{ left: 6000, first: 6001 }]);
});

test("maintenance is done once an hour, and soon after the clock went back by more", async () => {
  const maintenance = createMaintenance({ store: database.store, onError: never });
  const at = async (time: string) => {
    await database.clock.set(time);
    await maintenance.look(new Date(time));
    return (await partitionsOf("action_runs")).length;
  };
  expect(await at("2026-04-01T23:30:00Z")).toBe(8);
  expect(await at("2026-04-02T00:20:00Z")).toBe(8);
  expect(await at("2026-04-02T00:31:00Z")).toBe(9);
  expect(await at("2026-03-20T00:00:00Z")).toBe(9 + 8);
});
