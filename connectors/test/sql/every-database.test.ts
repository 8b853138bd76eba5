import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionContract, contractSecret, tryAction, type DryRunEffect } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { contextFor, query, run, sqlQuery, sqlWrite, starters, write, type DatabaseUnderTest } from "./sql-harness.ts";

const names = ["PostgreSQL", "MariaDB", "SQLite"] as const;

describe.each(names)("%s", (name) => {
  let db: DatabaseUnderTest;
  beforeAll(async () => {
    db = await starters[name]();
    await run(
      db,
      "create table shop_orders (id integer primary key, buyer varchar(100) not null, amount decimal(12,2), paid_on date)",
      "create table big (n integer, filler varchar(200))",
    );
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const orders = () => query(db, "select id, buyer from shop_orders order by id").then(({ list }) => list);
  const emptied = () => run(db, "delete from shop_orders");

  test("rows are put into a table and read back by parameters, whatever is in them", async () => {
    await emptied();
    const evil = "Robert'); drop table shop_orders; -- :buyer \\ 学生甲 😀";
    const rows = [
      { id: 1, buyer: evil, amount: 12.3, paid_on: "2026-02-16" },
      { id: 2, buyer: "Ann", amount: null, paid_on: null },
    ];
    expect(await write(db, { rows, into: "shop_orders" })).toEqual({ affected: 2, each: [2], alreadyDone: false });
    const found = await query(db, "select * from shop_orders where buyer = :buyer", { params: { buyer: evil } });
    expect(found.list).toEqual([{ id: 1, buyer: evil, amount: 12.3, paid_on: "2026-02-16" }]);
    expect(found).toMatchObject({ count: 1, first: { id: 1 } });
    const both = await query(db, "select id from shop_orders where id in (:ids) order by id", {
      params: { ids: [1, 2, 3] },
    });
    expect(both.list).toEqual([{ id: 1 }, { id: 2 }]);
    expect((await query(db, "select id from shop_orders where id in (:ids)", { params: { ids: [] } })).list).toEqual(
      [],
    );
  });

  test("a query without rows still gives its columns", async () => {
    const { rows, count, first } = await query(db, "select id, buyer from shop_orders where id = :id", {
      params: { id: -1 },
    });
    expect({ rows, count, first }).toMatchObject({
      rows: { columns: ["id", "buyer"], rows: 0 },
      count: 0,
      first: null,
    });
  });

  test("many rows go in and come out, and more than allowed are refused", async () => {
    await run(db, "delete from big");
    const rows = Array.from({ length: 12_345 }, (_, n) => ({ n, filler: "x".repeat(100) }));
    expect(await write(db, { rows, into: "big" })).toMatchObject({ affected: 12_345 });
    const all = await query(db, "select n from big order by n");
    expect(all.count).toBe(12_345);
    expect(all.list.map(({ n }) => n)).toEqual(rows.map(({ n }) => n));
    await expect(query(db, "select n from big", { maxRows: 12_344 })).rejects.toMatchObject({
      code: "SQL_TOO_MANY_ROWS",
    });
  });

  test.each([
    "delete from shop_orders",
    "insert into shop_orders (id, buyer) values (9, 'x')",
    "drop table shop_orders",
    "commit",
    "set x = 1",
  ])("sql.query refuses: %s", async (sql) => {
    await expect(query(db, sql)).rejects.toMatchObject({
      code: "SQL_READ_ONLY",
      failureClass: "config",
      retryable: false,
    });
  });

  test("statements of one action happen together or not at all", async () => {
    await emptied();
    const insert = "insert into shop_orders (id, buyer) values (:id, :buyer)";
    const one = { sql: insert, params: { id: 1, buyer: "Ann" } };
    await expect(
      write(db, { statements: [one, { sql: insert, params: { id: 1, buyer: "Bob" } }] }),
    ).rejects.toMatchObject({
      code: "SQL_DATA_REFUSED",
      failureClass: "runtime",
      retryable: false,
    });
    expect(await orders()).toEqual([]);
    const two = { sql: "update shop_orders set buyer = :to where buyer = :from", params: { from: "Ann", to: "Bea" } };
    expect(await write(db, { statements: [one, two] })).toMatchObject({ affected: 2, each: [1, 1] });
    expect(await orders()).toEqual([{ id: 1, buyer: "Bea" }]);
  });

  test("a row that is there already is refused, left or changed", async () => {
    await emptied();
    const rows = [{ id: 1, buyer: "Ann" }];
    const again = [
      { id: 1, buyer: "Bob" },
      { id: 2, buyer: "Cid" },
    ];
    const put = (more: object) => write(db, { into: "shop_orders", rows: again, keys: ["id"], ...more });
    await write(db, { into: "shop_orders", rows });
    await expect(put({})).rejects.toMatchObject({ code: "SQL_DATA_REFUSED" });
    await put({ conflict: "skip" });
    expect(await orders()).toEqual([
      { id: 1, buyer: "Ann" },
      { id: 2, buyer: "Cid" },
    ]);
    await put({ conflict: "update" });
    expect(await orders()).toEqual(again);
  });

  test("with `once` a second attempt of the same action changes nothing and gives the same output", async () => {
    await emptied();
    const input = {
      statements: [{ sql: "insert into shop_orders (id, buyer) select count(*) + 1, 'Ann' from shop_orders" }],
      once: true,
    };
    const first = await write(db, input, 7_001);
    expect(await write(db, input, 7_001)).toEqual({ ...first, alreadyDone: true });
    expect(await orders()).toHaveLength(1);
    await write(db, input, 7_002);
    expect(await orders()).toHaveLength(2);
  });

  test("with `once` a failed attempt leaves nothing that would stop the next", async () => {
    await emptied();
    await expect(write(db, inputOf("nothing"), 7_003)).rejects.toMatchObject({ code: "SQL_STATEMENT_INVALID" });
    expect(await write(db, inputOf("5"), 7_003)).toMatchObject({ affected: 1, alreadyDone: false });
  });

  test("two attempts of one action at once do the work once", async () => {
    await emptied();
    const input = {
      statements: [{ sql: "insert into shop_orders (id, buyer) select count(*) + 1, 'Ann' from shop_orders" }],
      once: true,
    };
    const both = await Promise.allSettled([write(db, input, 7_004), write(db, input, 7_004)]);
    expect(both.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await orders()).toHaveLength(1);
  });

  test("a statement that takes too long is ended by the database", async () => {
    await expect(query(db, db.endless, { timeout: "300ms" })).rejects.toMatchObject({
      code: "SQL_TIMEOUT",
      failureClass: "timeout",
      retryable: true,
    });
  });

  test("an abort ends the statement at once", async () => {
    await using context = await contextFor(db);
    const running = context.run(sqlQuery, { connection: { $secret: "DB" }, sql: db.endless });
    setTimeout(() => context.cancel(), 200);
    const begun = performance.now();
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(performance.now() - begun).toBeLessThan(60_000);
  });

  test("two columns of one name are refused", async () => {
    await expect(query(db, "select 1 as a, 2 as a")).rejects.toMatchObject({ code: "SQL_TWIN_COLUMNS" });
  });

  test("sql.write takes no statement that ends its transaction or reaches beyond the database", async () => {
    for (const sql of [
      "commit",
      "begin",
      "rollback",
      "attach database '/tmp/x.db' as x",
      "vacuum into '/tmp/x.db'",
      "pragma journal_mode",
      "set autocommit = 1",
    ]) {
      await expect(write(db, { statements: [{ sql }] })).rejects.toMatchObject({
        failureClass: "config",
        code: "SQL_NOT_ALLOWED",
      });
    }
  });

  const tried = async (input: Record<string, unknown>) => {
    await using context = await contextFor(db);
    const shown: DryRunEffect[] = [];
    const given = { connection: { $secret: "DB" }, ...input };
    const options = { show: (effect: DryRunEffect) => void shown.push(effect), records: new Map() };
    const { output, known } = await tryAction(sqlWrite, context.ctx, given, options);
    const [effect] = shown;
    return { output, known, statements: effect?.kind === "sql" ? effect.statements : [] };
  };

  test("a dry run changes rows and takes it back, and leaves no key behind", async () => {
    await emptied();
    await run(db, "insert into shop_orders (id, buyer) values (1, 'Ann')");
    const statements = [
      { sql: "insert into shop_orders (id, buyer) values (:id, :buyer)", params: { id: 2, buyer: "Bo" } },
      { sql: "update shop_orders set buyer = 'Cleo'" },
    ];
    const { output, known, statements: shown } = await tried({ statements, once: true });
    expect({ output, known }).toEqual({ output: { affected: 3, each: [1, 2], alreadyDone: false }, known: "stand-in" });
    expect(shown.map(({ params, affected }) => [params, affected])).toEqual([
      [[2, "Bo"], 1],
      [[], 2],
    ]);
    const rows = Array.from({ length: 700 }, (_, id) => ({ id: id + 10, buyer: "x" }));
    expect((await tried({ rows, into: "shop_orders" })).output).toMatchObject({ affected: 700 });
    expect(await orders()).toEqual([{ id: 1, buyer: "Ann" }]);
    // The lock is gone with the dry run: who means it comes through at once.
    expect(await write(db, { statements: [{ sql: "delete from shop_orders" }] })).toMatchObject({ affected: 1 });
  });

  test("a dry run shows the first rows that a statement returns, and counts them as changed", async () => {
    await emptied();
    const { output, statements: shown } = await tried({
      statements: [
        { sql: "insert into shop_orders (id, buyer) values (1, 'Ann'), (2, 'Bo') returning id, buyer" },
        { sql: "delete from shop_orders where id = 1 returning buyer as name" },
      ],
    });
    expect(output).toMatchObject({ affected: 3, each: [2, 1] });
    const rows = [
      { id: 1, buyer: "Ann" },
      { id: 2, buyer: "Bo" },
    ];
    expect(shown.map(({ returned }) => returned)).toEqual([
      { columns: ["id", "buyer"], rows: 2, first: rows },
      { columns: ["name"], rows: 1, first: [{ name: "Ann" }] },
    ]);
    expect(await orders()).toEqual([]);
    const sql = "insert into shop_orders (id, buyer) values (3, 'Cleo') returning id";
    expect(await write(db, { statements: [{ sql }] })).toMatchObject({ affected: 1 });
  });

  test("what the database would refuse fails in a dry run, too", async () => {
    await emptied();
    const sql = "insert into shop_orders (id, buyer) values (1, 'Ann')";
    await expect(tried({ statements: [{ sql }, { sql }] })).rejects.toMatchObject({ code: "SQL_DATA_REFUSED" });
    expect(await orders()).toEqual([]);
  });

  test("a definition is taken back with the rest, or not even tried where the database would keep it", async () => {
    const { statements } = await tried({ statements: [{ sql: "drop table big" }] });
    const notRun = name === "MariaDB" ? "MySQL would not take back drop." : undefined;
    expect(statements[0]?.notRun).toBe(notRun);
    expect(await query(db, "select count(*) as n from big")).toMatchObject({ count: 1 });
  });

  if (name === "MariaDB") {
    test("a table without transactions is never written to in a dry run", async () => {
      await run(db, "create table lasting (n integer) engine = MyISAM");
      const { statements } = await tried({ statements: [{ sql: "insert into lasting values (1)" }] });
      expect(statements).toMatchObject([{ affected: null, notRun: expect.stringContaining("lasting") as string }]);
      expect((await query(db, "select n from lasting")).list).toEqual([]);
      await run(db, "drop table lasting");
    });
  }

  const contractOptions = {
    createContext: ({ secrets, ...rest }: { secrets: Readonly<Record<string, string>> }) =>
      createTestActionContext({
        ...rest,
        secrets: Object.fromEntries(Object.keys(secrets).map((key) => [key, db.url])),
        folders: db.folders,
      }),
  };
  const connection = contractSecret.ref;
  for (const check of actionContract(sqlQuery, {
    ...contractOptions,
    validInput: { connection, sql: "select 1 as a" },
    slowInput: () => ({ connection, sql: db.endless }),
    secretInput: { connection, sql: "select 1 as a" },
    failures: [
      { name: "the statement is wrong", input: { connection, sql: "select from from" }, code: "SQL_STATEMENT_INVALID" },
    ],
  })) {
    test(check.name, check.run);
  }

  const statements = [{ sql: "delete from big where n = 1" }];
  for (const check of actionContract(sqlWrite, {
    ...contractOptions,
    validInput: { connection, statements },
    secretInput: { connection, statements },
    keyInput: { connection, statements, once: true },
    // Only a file can be looked into without waiting; what the servers keep is shown above.
    outside: () => (name === "SQLite" ? keysIn(db) : "test/"),
  }).filter((one) => name === "SQLite" || !one.name.endsWith("its key leaves with what it does"))) {
    test(check.name, check.run);
  }
});

/** A statement that inserts a row, or fails. */
const inputOf = (id: string) => ({
  statements: [{ sql: `insert into shop_orders (id, buyer) values (${id}, 'Ann')` }],
  once: true,
});

function keysIn({ url }: DatabaseUnderTest): string {
  const database = new DatabaseSync(url.replace("sqlite://", ""), { readOnly: true });
  const keys = database.prepare("select idempotency_key from belfry_once").all();
  database.close();
  return JSON.stringify(keys);
}
