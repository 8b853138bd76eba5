import { expect, test } from "vitest";
import { faultsOf, renderGolden } from "./golden-sql.ts";
import { recordStatements } from "./record-statements.ts";

interface Database {
  query(statement: { name: string; text: string; values?: unknown[] }): Promise<{ rows: { id: number }[] }>;
}

test("a statement is recorded whatever its function wants to be given", async () => {
  const statements = await recordStatements({
    columns: "id, name",
    async insertRows(db: Database, rows: readonly { id: number; at: Date }[], options: { limit: number }) {
      if (rows.length === 0) return 0;
      const ids = rows.filter((row) => row.at < new Date()).flatMap((row) => [row.id * options.limit]);
      const found = await db.query({ name: "insert-rows", text: "insert …", values: [JSON.stringify(rows), ids] });
      return found.rows.map(({ id }) => id.toFixed(1)).length;
    },
  });
  expect(statements).toEqual([{ name: "insert-rows", text: "insert …" }]);
});

test("a function that builds its statement from parts is asked for what it built", async () => {
  const statements = await recordStatements({
    createTick: (sources: readonly { sql: string }[]) => {
      const text = `select ${sources.map((source) => source.sql).join()}`;
      return (db: Database) => db.query({ name: "tick", text });
    },
  });
  expect(statements).toEqual([{ name: "tick", text: "select null" }]);
});

test("a golden file holds the statement without the indentation of its place in the code", () => {
  const text = `\n      select id\n      from (\n        select 1 as id) as one`;
  expect(renderGolden({ name: "select-one", text, source: "store/src/sql/select-one.ts" })).toBe(
    "-- select-one, sent by store/src/sql/select-one.ts\nselect id\nfrom (\n  select 1 as id) as one\n",
  );
});

test("two statements under one name and two statements in one file are refused", () => {
  const statement = { name: "select-rule", text: "select 1", source: "engine/src/sql/select-rule.ts" };
  expect(faultsOf([statement])).toEqual([]);
  expect(faultsOf([statement, { ...statement, source: "notify/src/sql/load-rule.ts" }])).toEqual([
    expect.stringContaining(
      "notify/src/sql/load-rule.ts  names its statement select-rule, as engine/src/sql/select-rule.ts does",
    ),
  ]);
  expect(faultsOf([statement, { ...statement, name: "select-rules" }])).toEqual([
    expect.stringContaining("sends a second statement, select-rules"),
  ]);
});
