import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store, type StoreOptions } from "../src/database/store.ts";
import type { Queryable } from "../src/database/statement.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { until } from "./until.ts";

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await createTestDatabase();
  store = database.store;
  await store.query({ name: "create", text: "create table belfry.kept (n int primary key)" });
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

const keep = (db: Queryable, n: number) =>
  db.query({ name: "keep", text: "insert into belfry.kept values ($1)", values: [n] });
const fail = (db: Queryable) => db.query({ name: "fail", text: "select 1 / 0" });

async function kept(): Promise<number[]> {
  const { rows } = await store.query<{ n: number }>({ name: "kept", text: "select n from belfry.kept order by n" });
  return rows.map(({ n }) => n);
}

async function setting(db: Queryable, name: string): Promise<string> {
  const { rows } = await db.query<{ value: string }>({
    name: "setting",
    text: "select current_setting($1) as value",
    values: [name],
  });
  return rows[0]?.value ?? "";
}

/** Ends all connections of the pool, as an administrator or a restart does. */
async function endSessions(): Promise<void> {
  await using other = openStore({ url: database.url });
  await other.query({
    name: "end-sessions",
    text: `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  });
}

test("what a transaction writes is seen by others when it resolves, and not before", async () => {
  const value = await store.transaction(async (tx) => {
    await keep(tx, 1);
    expect(await kept()).toEqual([]);
    return "done";
  });
  expect(value).toBe("done");
  expect(await kept()).toEqual([1]);
});

test("work that rejects leaves nothing, and its error comes through as it is", async () => {
  const reason = new Error("I changed my mind.");
  const work = store.transaction(async (tx) => {
    await keep(tx, 1);
    throw reason;
  });
  await expect(work).rejects.toBe(reason);
  expect(await kept()).toEqual([]);
});

test("data that the database refuses is told by its own error", async () => {
  await keep(store, 1);
  await expect(keep(store, 1)).rejects.toMatchObject({ code: "23505" });
  await expect(store.transaction((tx) => keep(tx, 1))).rejects.toMatchObject({ code: "23505" });
});

test("a failed statement whose error was swallowed does not pass for a commit", async () => {
  const work = store.transaction(async (tx) => {
    await keep(tx, 1);
    await fail(tx).catch(() => undefined);
  });
  await expect(work).rejects.toThrow("nothing was written");
  expect(await kept()).toEqual([]);
});

test("a connection that breaks while the work does something else rejects the work, and only that", async () => {
  const work = store.transaction(async (tx) => {
    await keep(tx, 1);
    await endSessions();
    // The news of the broken connection comes in here, between two statements.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await keep(tx, 2);
  });
  await expect(work).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  await store.transaction((tx) => keep(tx, 3));
  expect(await kept()).toEqual([3]);
});

test("a connection that breaks under a statement rejects with the code that says so", async () => {
  // Expected before the connection is ended: a rejection that nobody awaits yet would end the test run.
  const refused = expect(store.query({ name: "sleep", text: "select pg_sleep(10)" })).rejects.toMatchObject({
    code: "DATABASE_UNREACHABLE",
  });
  await using other = openStore({ url: database.url });
  const text =
    "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(10)%' and pid <> pg_backend_pid()";
  await until(async () => (await other.query({ name: "end", text })).count > 0);
  await refused;
});

test("when the answer to a commit is lost, the error says unreachable, although it happened", async () => {
  await using proxy = await startCuttingProxy(database.url);
  await using far = openStore({ url: proxy.url });
  proxy.loseAnswerTo("commit");
  await expect(far.transaction((tx) => keep(tx, 1))).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  expect(await kept()).toEqual([1]);
});

test("when the way is cut in the middle, nothing is written and the next transaction takes a new connection", async () => {
  await using proxy = await startCuttingProxy(database.url);
  await using far = openStore({ url: proxy.url });
  const work = far.transaction(async (tx) => {
    await keep(tx, 1);
    proxy.cut();
    await keep(tx, 2);
  });
  await expect(work).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  await expect(keep(far, 3)).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  proxy.mend();
  await far.transaction((tx) => keep(tx, 4));
  expect(await kept()).toEqual([4]);
});

test("more work than connections waits its turn", async () => {
  await using small = openStore({ url: database.url, maxConnections: 2 });
  await Promise.all(Array.from({ length: 40 }, (_, n) => small.transaction((tx) => keep(tx, n))));
  expect(await kept()).toHaveLength(40);
});

test("no failure costs the pool a connection", async () => {
  await using small = openStore({ url: database.url, maxConnections: 2 });
  const failures = Array.from({ length: 10 }, (_, n) => [
    small.transaction(fail),
    fail(small),
    small.transaction(() => Promise.reject(new Error(`failure ${n}`))),
  ]).flat();
  const outcomes = await Promise.allSettled(failures);
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  await Promise.all([1, 2, 3].map((n) => small.transaction((tx) => keep(tx, n))));
  expect(await kept()).toEqual([1, 2, 3]);
  expect(small.pool.waitingCount).toBe(0);
});

test.each<[string, Partial<StoreOptions>]>([
  ["of a session", {}],
  ["of a transaction, behind a proxy that shares sessions", { directUrl: "postgres://elsewhere/db" }],
])("waits are limited by the settings %s", async (_where, options) => {
  await using limited = openStore({ url: database.url, ...options });
  await limited.transaction(async (tx) => {
    expect(await setting(tx, "lock_timeout")).toBe("30s");
    expect(await setting(tx, "statement_timeout")).toBe("1min");
    expect(await setting(tx, "idle_in_transaction_session_timeout")).toBe("1min");
  });
  // What was set for one client must not stay for the next that the proxy gives the session to.
  expect(await setting(limited, "lock_timeout")).toBe(options.directUrl === undefined ? "30s" : "0");
});

test("a session speaks UTC and plans for tables in memory", async () => {
  expect(await setting(store, "TimeZone")).toBe("UTC");
  expect(await setting(store, "random_page_cost")).toBe("1.1");
  expect(await setting(store, "jit")).toBe("off");
});

test("values come back as what they are: ids as numbers, days as text, times as moments", async () => {
  const { rows } = await store.query({
    name: "values",
    text: `select 42::bigint as id, date '2026-03-01' as day, timestamptz '2026-03-01T08:00+08' as at, count(*) from belfry.kept`,
  });
  expect(rows).toEqual([{ id: 42, day: "2026-03-01", at: new Date("2026-03-01T00:00:00Z"), count: 0 }]);
});

test("a statement is prepared once on its connection, and one that is planned anew is not kept there", async () => {
  const text = "select $1::int as n";
  const prepared = "select name from pg_prepared_statements where name in ('once', 'anew')";
  await store.transaction(async (tx) => {
    for (const n of [1, 2]) {
      expect((await tx.query({ name: "once", text, values: [n] })).rows).toEqual([{ n }]);
      expect((await tx.query({ name: "anew", text, values: [n], plannedAnew: true })).rows).toEqual([{ n }]);
    }
    expect((await tx.query({ name: "prepared", text: prepared })).rows).toEqual([{ name: "once" }]);
  });
});
