import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Row } from "@belfry/plugin-kit";
import { createTestActionContext, type TestActionContext } from "@belfry/testkit";
import { transform } from "./transform.ts";

interface Output {
  rows: Parameters<TestActionContext["rowsOf"]>[0];
  count: number;
}

async function datasetOf(context: TestActionContext, rows: readonly Row[], columns?: readonly string[]) {
  const writer = await context.ctx.datasets.create(columns === undefined ? {} : { columns });
  await writer.write(rows);
  return writer.close();
}

async function query(context: TestActionContext, input: Record<string, unknown>) {
  const output = (await context.run(transform, input)) as Output;
  return await context.rowsOf(output.rows);
}

describe("transform with SQL", () => {
  test("queries a dataset, and texts stay texts: a student number keeps its zeros", async () => {
    await using context = await createTestActionContext();
    const entries = await datasetOf(context, [
      { id: "007", at: "2026-02-15 23:35:10" },
      { id: "8", at: null },
    ]);
    const output = (await context.run(transform, {
      sql: "SELECT * FROM entries ORDER BY id;",
      tables: { entries },
    })) as Output;
    expect(output).toMatchObject({ count: 2, rows: { rows: 2, columns: ["id", "at"] } });
    expect(await context.rowsOf(output.rows)).toEqual([
      { id: "007", at: "2026-02-15 23:35:10" },
      { id: "8", at: null },
    ]);
  });

  test("computes with columns whose type is declared, also when there is no row", async () => {
    await using context = await createTestActionContext();
    const sql = "SELECT shop, sum(amount) AS total, count(*) AS n FROM orders GROUP BY shop ORDER BY shop";
    const columns = { amount: "number" };
    const orders = [
      { shop: "b", amount: 1.5 },
      { shop: "a", amount: 2 },
      { shop: "b", amount: "3" },
    ];
    expect(await query(context, { sql, tables: { orders: { rows: orders, columns } } })).toEqual([
      { shop: "a", total: 2, n: 1 },
      { shop: "b", total: 4.5, n: 2 },
    ]);
    await using other = await createTestActionContext();
    const empty = await datasetOf(other, [], ["shop"]);
    expect(await query(other, { sql, tables: { orders: { rows: empty, columns } } })).toEqual([]);
  });

  test("joins several datasets into one table, each with a constant of its own", async () => {
    await using context = await createTestActionContext();
    const first = await datasetOf(context, [{ id: "1", room: "301" }]);
    const second = await datasetOf(context, [{ id: "1" }]);
    const none = await datasetOf(context, []);
    const union = [
      { rows: first, set: { building: "4" } },
      { rows: second, set: { building: 'it\'s "5"' } },
      { rows: none, set: { building: "6" } },
    ];
    expect(await query(context, { sql: "FROM entries ORDER BY building", tables: { entries: { union } } })).toEqual([
      { id: "1", room: "301", building: "4" },
      { id: "1", room: null, building: 'it\'s "5"' },
    ]);
  });

  test("takes a list of datasets as one table, one after the other", async () => {
    await using context = await createTestActionContext();
    const parts = [await datasetOf(context, [{ n: "2" }]), await datasetOf(context, [{ n: "1" }])];
    expect(await query(context, { sql: "SELECT n FROM parts", tables: { parts } })).toEqual([{ n: "2" }, { n: "1" }]);
  });

  test("takes an object as a table of keys and values, for lookups from variables", async () => {
    await using context = await createTestActionContext();
    const tables = { people: [{ college: "理学院" }, { college: "医学院" }], short: { map: { 理学院: "理" } } };
    const sql = "SELECT coalesce(value, college) AS name FROM people LEFT JOIN short ON key = college ORDER BY name";
    expect(await query(context, { sql, tables })).toEqual([{ name: "医学院" }, { name: "理" }]);
  });

  test("binds parameters, whatever is in them", async () => {
    await using context = await createTestActionContext();
    const nasty = "x'; DROP TABLE entries; --";
    const tables = { entries: [{ id: nasty }, { id: "b" }, { id: "c" }] };
    const sql =
      "SELECT id, $n + 1 AS n, $none AS none FROM entries WHERE id = $id OR list_contains($ids, id) ORDER BY id LIMIT $n";
    const parameters = { id: nasty, ids: ["c"], n: 5, none: null };
    expect(await query(context, { sql, tables, parameters })).toEqual([
      { id: "c", n: 6, none: null },
      { id: nasty, n: 6, none: null },
    ]);
  });

  test.each([
    [{ parameters: {} }, "asks for $id"],
    [{ parameters: { id: "1", other: 2 } }, "has no $other"],
  ])("refuses parameters that do not fit: %j", async (input, message) => {
    await using context = await createTestActionContext();
    await expect(query(context, { sql: "SELECT $id AS id", ...input })).rejects.toMatchObject({
      code: "SQL_PARAMETERS",
      failureClass: "config",
      message: expect.stringContaining(message),
    });
  });

  test("keeps the kinds of values that JSON has: numbers, truth values, lists, objects, dates as texts", async () => {
    await using context = await createTestActionContext();
    const sql = `SELECT 1 AS i, 1.50::DECIMAL(9, 2) AS d, true AS b, [1, 2] AS l, {'a': 'x'} AS o, DATE '2026-02-16' AS day,
      TIMESTAMP '2026-02-16 06:00:00' AS at, 1.0 / 0 AS none, sum(9007199254740991::HUGEINT) AS big`;
    expect(await query(context, { sql })).toEqual([
      {
        i: 1,
        d: 1.5,
        b: true,
        l: [1, 2],
        o: { a: "x" },
        day: "2026-02-16",
        at: "2026-02-16 06:00:00",
        none: null,
        big: 9007199254740991,
      },
    ]);
  });

  test.each([
    ["SELEC 1", "SQL_FAILED", "syntax error"],
    ["SELECT nope FROM t", "SQL_FAILED", "nope"],
    ["SELECT 1; SELECT 2", "SQL_NOT_ONE_SELECT", "exactly one SELECT"],
    ["DELETE FROM t", "SQL_NOT_ONE_SELECT", "exactly one SELECT"],
    ["COPY t TO '/tmp/x.csv'", "SQL_FAILED", "Permission Error"],
    ["SET memory_limit = '8GB'", "SQL_NOT_ONE_SELECT", "exactly one SELECT"],
    ["SELECT a, 1 AS a FROM t", "SQL_TWIN_COLUMNS", "named a"],
    ["SELECT * FROM read_text('/etc/passwd')", "SQL_FAILED", "Permission Error"],
    ["SELECT * FROM read_csv('https://example.com/x.csv')", "SQL_FAILED", "Error"],
  ])("refuses %j", async (sql, code, message) => {
    await using context = await createTestActionContext();
    await expect(query(context, { sql, tables: { t: [{ a: "1" }] } })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  test("cannot read the files of other executions", async () => {
    await using context = await createTestActionContext();
    const mine = await datasetOf(context, [{ a: "1" }]);
    const other = await context.ctx.datasets.path(await datasetOf(context, [{ secret: "1" }]));
    await expect(
      query(context, { sql: `SELECT * FROM read_json('${other}')`, tables: { mine } }),
    ).rejects.toMatchObject({
      code: "SQL_FAILED",
      message: expect.stringContaining("Permission Error"),
    });
  });

  test("asks for declared columns where an empty dataset brings none", async () => {
    await using context = await createTestActionContext();
    const entries = await datasetOf(context, []);
    await expect(query(context, { sql: "SELECT id FROM entries", tables: { entries } })).rejects.toMatchObject({
      code: "TABLE_WITHOUT_COLUMNS",
    });
    expect(
      await query(context, { sql: "SELECT id FROM entries", tables: { entries: { rows: entries, columns: ["id"] } } }),
    ).toEqual([]);
  });

  test("names the value that does not fit a declared type", async () => {
    await using context = await createTestActionContext();
    const tables = { t: { rows: [{ n: "many" }], columns: { n: "integer" } } };
    await expect(query(context, { sql: "SELECT n FROM t", tables })).rejects.toMatchObject({
      code: "SQL_FAILED",
      failureClass: "runtime",
      message: expect.stringContaining("many"),
    });
  });

  test("is interrupted when the execution is cancelled", async () => {
    await using context = await createTestActionContext();
    const endless = query(context, { sql: "SELECT count(*) AS n FROM range(1000000000) a, range(1000) b" });
    const cancelled = setTimeout(() => context.cancel(), 50);
    await expect(endless).rejects.toMatchObject({ name: "AbortError" });
    clearTimeout(cancelled);
  });

  test("runs after a query that failed, and leaves nothing in the scratch folder but its own files", async () => {
    await using context = await createTestActionContext();
    await expect(query(context, { sql: "SELECT nope" })).rejects.toMatchObject({ code: "SQL_FAILED" });
    expect(await query(context, { sql: "SELECT 1 AS a" })).toEqual([{ a: 1 }]);
    expect(await readdir(await context.ctx.scratch())).toEqual(["sql"]);
  });

  test("reads a dataset that a tool wrote, with rows longer than a megabyte", async () => {
    await using context = await createTestActionContext();
    const path = join(await context.ctx.scratch(), "tool.ndjson");
    await writeFile(path, `${JSON.stringify({ a: "x".repeat(1_500_000) })}\n{"a":"y"}`);
    const rows = await context.ctx.datasets.adopt(path, { rows: 2, columns: ["a"] });
    expect(await query(context, { sql: "SELECT length(a) AS n FROM t ORDER BY n", tables: { t: rows } })).toEqual([
      { n: 1 },
      { n: 1_500_000 },
    ]);
  });
});
