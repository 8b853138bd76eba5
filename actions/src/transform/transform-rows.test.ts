import { describe, expect, test } from "vitest";
import { createTestActionContext, type TestActionContext } from "@belfry/testkit";
import { transform } from "./transform.ts";

const people = [
  { name: "乙", city: "天津", age: 21 },
  { name: "甲", city: "北京", age: 19 },
  { name: "丙", city: "天津", age: 20 },
];

interface Output {
  rows: Parameters<TestActionContext["rowsOf"]>[0];
  count: number;
}

async function rowsAfter(input: Record<string, unknown>) {
  await using context = await createTestActionContext({ names: { vars: { limit: 20.5 } } });
  const output = (await context.run(transform, input)) as Output;
  return await context.rowsOf(output.rows);
}

describe("transform, row by row", () => {
  test("keeps the rows for which the filter is true; it sees the row, its place and the names of the rule", async () => {
    expect(await rowsAfter({ rows: people, filter: "row.city == '天津'" })).toEqual([people[0], people[2]]);
    expect(await rowsAfter({ rows: people, filter: "index == 1" })).toEqual([people[1]]);
    expect(await rowsAfter({ rows: people, filter: "double(row.age) > vars.limit" })).toEqual([people[0]]);
  });

  test("fills columns in order, so that later ones see earlier ones", async () => {
    expect(await rowsAfter({ rows: [{ a: "x" }], set: { b: "row.a + '1'", a: "row.b + '2'" } })).toEqual([
      { a: "x12", b: "x1" },
    ]);
  });

  test("chooses columns and their order, and gives null for those a row does not have", async () => {
    await using context = await createTestActionContext();
    const output = (await context.run(transform, { rows: people, select: ["age", "name", "room"] })) as Output;
    expect(output.rows).toMatchObject({ columns: ["age", "name", "room"], rows: 3 });
    expect((await context.rowsOf(output.rows))[0]).toEqual({ age: 21, name: "乙", room: null });
  });

  test("drops rows that were there before", async () => {
    const rows = [
      { a: 1, b: 1 },
      { b: 1, a: 1 },
      { a: 1, b: 2 },
      { a: "1", b: 1 },
    ];
    expect(await rowsAfter({ rows, distinct: true })).toEqual([rows[0], rows[2], rows[3]]);
    expect(await rowsAfter({ rows, distinct: ["a"] })).toEqual([rows[0], rows[3]]);
  });

  test("sorts by several columns, numbers by size, texts by character code, nothing last", async () => {
    const rows = [{ n: 10, t: "乙" }, { n: 9, t: "乙" }, { n: 9, t: "甲" }, { n: null, t: "甲" }, { t: "甲" }];
    expect(await rowsAfter({ rows, sort: ["t", { by: "n", order: "descending" }] })).toEqual([
      { n: 10, t: "乙" },
      { n: 9, t: "乙" },
      { n: null, t: "甲" },
      { t: "甲" },
      { n: 9, t: "甲" },
    ]);
    expect((await rowsAfter({ rows, sort: ["n"] })).map((row) => row["n"])).toEqual([9, 9, 10, null, undefined]);
  });

  test("keeps the first so many rows, after sorting", async () => {
    expect(await rowsAfter({ rows: people, sort: ["age"], limit: 2 })).toEqual([people[1], people[2]]);
  });

  test("streams a dataset, and has its columns even when no row is left", async () => {
    await using context = await createTestActionContext();
    const writer = await context.ctx.datasets.create();
    await writer.write(Array.from({ length: 2500 }, (_, n) => ({ n: String(n) })));
    const rows = await writer.close();
    const all = (await context.run(transform, { rows, set: { m: "row.n" } })) as Output;
    expect(all).toMatchObject({ count: 2500, rows: { columns: ["n", "m"] } });
    expect(context.progress.length).toBeGreaterThan(1);
    await using other = await createTestActionContext();
    expect(await other.run(transform, { rows: [], select: ["n"] })).toMatchObject({
      count: 0,
      rows: { columns: ["n"] },
    });
  });

  test("treats a field that a row of a dataset does not have as null", async () => {
    await using context = await createTestActionContext();
    const writer = await context.ctx.datasets.create();
    await writer.write([{ a: "1", b: "2" }, { a: "3" }]);
    const output = (await context.run(transform, { rows: await writer.close(), filter: "row.b == null" })) as Output;
    expect(await context.rowsOf(output.rows)).toEqual([{ a: "3", b: null }]);
  });

  test("gives the first row or a short list when asked", async () => {
    await using context = await createTestActionContext();
    expect(await context.run(transform, { rows: people, result: "first" })).toEqual({ first: people[0], count: 3 });
    expect(await context.run(transform, { rows: people, filter: "false", result: "first" })).toEqual({
      first: null,
      count: 0,
    });
    expect(await context.run(transform, { rows: people, result: "list" })).toEqual({ list: people, count: 3 });
  });

  test("refuses a list that is too long for the output of an action", async () => {
    await using context = await createTestActionContext();
    const rows = Array.from({ length: 1001 }, (_, n) => ({ n }));
    await expect(context.run(transform, { rows, result: "list" })).rejects.toMatchObject({ code: "LIST_TOO_LONG" });
  });

  test("refuses a filter that says neither true nor false, and names the row", async () => {
    await expect(rowsAfter({ rows: people, filter: "row.name" })).rejects.toMatchObject({
      code: "FILTER_NOT_BOOLEAN",
      message: expect.stringContaining("row 1"),
    });
  });

  test("stops when the execution is cancelled, and leaves no file", async () => {
    await using context = await createTestActionContext();
    context.cancel();
    await expect(context.run(transform, { rows: people })).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("the check on save", () => {
  test("wants one way or the other", () => {
    expect(transform.check?.({ rows: "${{ actions.query.rows }}", filter: "true" })).toEqual([]);
    expect(transform.check?.({ sql: "select 1", tables: {} })).toEqual([]);
    expect(transform.check?.({ sql: "select 1", filter: "true" })).toMatchObject([{ path: "filter" }]);
    expect(transform.check?.({ tables: {} })).toMatchObject([{ message: "The query is missing." }]);
    expect(transform.check?.({ filter: "true" })).toHaveLength(1);
  });
});
