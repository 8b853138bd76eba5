import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../src/database/store.ts";
import { migrate } from "../src/migrate/migrate.ts";
import { readMigrations, type Migration } from "../src/migrate/read-migrations.ts";
import { dumpSchema } from "../src/migrate/schema-dump.ts";
import { createEmptyDatabase, type EmptyDatabase } from "./empty-database.ts";

let database: EmptyDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

const migration = (number: number, name: string, sql: string, oldest = 0): Migration => ({ number, name, sql, oldest });
const first = migration(1, "0001_first", "create table belfry.first (n int)");
const second = migration(2, "0002_second", "create table belfry.second (n int); insert into belfry.second values (1)");
const broken = migration(2, "0002_second", "create table belfry.second (n int); insert into belfry.secnod values (1)");

const tables = async () => {
  const rows = await database.query(
    "select relname as name from pg_class where relnamespace = 'belfry'::regnamespace and relkind = 'r' order by 1",
  );
  return rows.map(({ name }) => name);
};

test("the migrations of this version are numbered one by one and bring an empty database up to date", async () => {
  const shipped = await readMigrations();
  expect(shipped.map(({ number }) => number)).toEqual(shipped.map((_, index) => index + 1));
  expect(await migrate({ url: database.url })).toEqual(shipped.map(({ name }) => name));
  expect(await migrate({ url: database.url })).toEqual([]);
});

test("a later version applies what is new to it and nothing twice", async () => {
  expect(await migrate({ url: database.url, migrations: [first] })).toEqual(["0001_first"]);
  expect(await migrate({ url: database.url, migrations: [first, second] })).toEqual(["0002_second"]);
  expect(await database.query("select n from belfry.second")).toEqual([{ n: 1 }]);
});

test("of several nodes that start at once, one migrates and the others find it done", async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ url: database.url, migrations: [first, second] })));
  expect(applied.flat()).toEqual(["0001_first", "0002_second"]);
  expect(await database.query("select count(*)::int as n from belfry.second")).toEqual([{ n: 1 }]);
});

test("a node of the version before starts on a database to which a newer one only added", async () => {
  await migrate({ url: database.url, migrations: [first, second] });
  expect(await migrate({ url: database.url, migrations: [first] })).toEqual([]);
});

test("a database that a newer version changed so that older ones must not go on is refused, and nothing is done to it", async () => {
  const third = migration(3, "0003_third", "drop table belfry.first", 2);
  await migrate({ url: database.url, migrations: [first, second, third] });
  // The version between the two has done without the table already.
  expect(await migrate({ url: database.url, migrations: [first, second] })).toEqual([]);
  await expect(migrate({ url: database.url, migrations: [first] })).rejects.toMatchObject({
    code: "DATABASE_TOO_NEW",
    details: { migration: "0003_third", oldest: 2, newest: 1 },
    detail: expect.stringContaining("asks for a Belfry that knows 0002; this one knows 0001") as string,
  });
  expect(await tables()).toEqual(["migrations", "second"]);
});

test("a database of the version that declared nothing yet is brought up to date", async () => {
  await migrate({ url: database.url, migrations: [first] });
  await database.query("alter table belfry.migrations drop column oldest");
  expect(await migrate({ url: database.url, migrations: [first, second] })).toEqual(["0002_second"]);
  expect(await migrate({ url: database.url, migrations: [first] })).toEqual([]);
});

test("a migration that fails leaves nothing of itself, keeps those before it, and can be tried again", async () => {
  const failing = migrate({ url: database.url, migrations: [first, broken] });
  await expect(failing).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    detail: '0002_second: relation "belfry.secnod" does not exist.',
  });
  expect(await tables()).toEqual(["first", "migrations"]);
  expect(await migrate({ url: database.url, migrations: [first, second] })).toEqual(["0002_second"]);
});

test("a migration that PostgreSQL ends because it and a node wait for each other begins again", async () => {
  const wider = migration(
    3,
    "0003_wider",
    "alter table belfry.first add column later int; alter table belfry.second add column later int",
  );
  await migrate({ url: database.url, migrations: [first, second] });
  const node = new Client({ connectionString: database.url, options: "-c deadlock_timeout=60s" });
  await node.connect();
  await node.query("begin; lock table belfry.second in access share mode");
  const migrated = migrate({ url: database.url, migrations: [first, second, wider] });
  const waiting = "select 1 from pg_locks where not granted and relation = 'belfry.second'::regclass";
  await expect.poll(() => database.query(waiting)).toHaveLength(1);
  await node.query("select * from belfry.first; commit");
  expect(await migrated).toEqual(["0003_wider"]);
  await node.end();
});

test("a PostgreSQL that is too old is refused before anything is done", async () => {
  await expect(migrate({ url: database.url, oldestServer: 990_000 })).rejects.toMatchObject({
    code: "DATABASE_UNSUPPORTED",
    detail: expect.stringMatching(/^It is version \d+/) as string,
  });
  expect(await database.query("select from pg_namespace where nspname = 'belfry'")).toEqual([]);
});

test.each([
  ["nobody listens", { host: "127.0.0.1", port: "1" }, /ECONNREFUSED/],
  ["there is no such host", { host: "nowhere.invalid" }, /nowhere\.invalid/],
  ["the password is wrong", { password: "wrong" }, /password authentication failed/],
  ["there is no such database", { database: "no_such" }, /"no_such" does not exist/],
])("when %s, the error says so", async (_what, change: Readonly<Record<string, string>>, reason) => {
  const { host, port, password, database: name } = change;
  const url = new URL(database.url);
  if (host !== undefined) url.searchParams.set("host", host);
  if (port !== undefined) url.port = port;
  if (password !== undefined) url.password = password;
  if (name !== undefined) url.pathname = `/${name}`;
  await expect(migrate({ url: url.toString() })).rejects.toMatchObject({
    code: "DATABASE_UNREACHABLE",
    detail: expect.stringMatching(reason) as string,
  });
});

test("a user without the right to create the schema is told which right is missing", async () => {
  await expect(migrate({ url: database.plainUrl })).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    remedy: expect.stringContaining("grant create on database") as string,
  });
});

test("a user who may only create the schema can do all that Belfry needs", async () => {
  await database.query(`grant create on database ${database.plainUser} to ${database.plainUser}`);
  await migrate({ url: database.plainUrl });
  await using store = openStore({ url: database.plainUrl });
  const text = "select belfry.ensure_daily_partitions('action_runs', '2026-03-01', 2) as created";
  expect((await store.query({ name: "partitions", text })).rows).toEqual([{ created: 2 }]);
  // How nodes see that another one lives.
  const locks = "select pg_try_advisory_lock(1, 2), (select count(*) from pg_locks where locktype = 'advisory') as n";
  expect((await store.query({ name: "locks", text: locks })).rows).toMatchObject([{ pg_try_advisory_lock: true }]);
});

test("the dump of the schema is the same for the same migrations, and does not follow the days", async () => {
  await migrate({ url: database.url });
  const dump = await dumpSchema(database.url);
  await database.query("select belfry.ensure_daily_partitions('action_runs', '2026-03-01', 2)");
  expect(await dumpSchema(database.url)).toBe(dump);
  await database.query("alter table belfry.rules add column colour text");
  await database.query("create index rules_colour on belfry.rules (colour)");
  const changed = await dumpSchema(database.url);
  expect(changed).toContain("  colour text,\n");
  expect(changed).toContain("CREATE INDEX rules_colour ON belfry.rules USING btree (colour);");
});
