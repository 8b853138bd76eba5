import { describe, expect, test } from "vitest";
import { bindStatement } from "./bind-statement.ts";
import type { Dialect } from "./database-url.ts";
import { numberOrText } from "./exact-number.ts";

const bound = (sql: string, params: Parameters<typeof bindStatement>[1], dialect: Dialect = "postgres") => {
  const statement = bindStatement(sql, params, dialect);
  return [statement.sql, statement.values];
};

test("a name becomes the place of its value; PostgreSQL reads one place twice, the others take the value twice", () => {
  const sql = "select * from orders where buyer = :who or seller = :who and id > :from";
  expect(bound(sql, { who: "Ann", from: 7 })).toEqual([
    "select * from orders where buyer = $1 or seller = $1 and id > $2",
    ["Ann", 7],
  ]);
  expect(bound(sql, { who: "Ann", from: 7 }, "mysql")).toEqual([
    "select * from orders where buyer = ? or seller = ? and id > ?",
    ["Ann", "Ann", 7],
  ]);
});

describe("a colon is no placeholder", () => {
  test.each<readonly [Dialect, string]>([
    ["postgres", "select ':a', E'it\\'s :a', \"col:a\", $$ :a $$, $q$ :a $$ :a $q$, U&':a'"],
    ["postgres", "select x::text, a[lo:hi], a[f(1):b], a[1:2], '{}'::jsonb"],
    ["postgres", "select 1 -- :a\n, /* :a /* :a */ :a */ 2"],
    ["mysql", "select ':a', \":a\", `:a`, 'it\\'s :a', 'it''s :a' # :a"],
    ["mysql", "select @x := 5, 1 /* :a */ -- :a"],
    ["sqlite", 'select \':a\', [:a], "it"":a", `:a` -- :a'],
    ["sqlite", "select '\\', ':a'"],
  ])("%s: %s", (dialect, sql) => {
    expect(bound(sql, {}, dialect)).toEqual([sql, []]);
  });
});

test("a minus before a minus is a comment in PostgreSQL, and in MySQL only before a blank", () => {
  expect(bound("select 1--:a", {})).toEqual(["select 1--:a", []]);
  expect(bound("select 1--:a", { a: 2 }, "mysql")).toEqual(["select 1--?", [2]]);
});

test("names may be Chinese, and a cast may follow", () => {
  expect(bound("select :学号::int", { 学号: "5" })).toEqual(["select $1::int", ["5"]]);
});

test("a list in brackets becomes as many values as it has", () => {
  expect(bound("select 1 where a in (:ids) and b in ( :x )", { ids: [1, 2, 3], x: ["a"] })).toEqual([
    "select 1 where a in ($1, $2, $3) and b in ( $4 )",
    [1, 2, 3, "a"],
  ]);
  expect(bound("select 1 where a in (:ids)", { ids: [1, 2] }, "sqlite")).toEqual([
    "select 1 where a in (?, ?)",
    [1, 2],
  ]);
});

test("nothing is in an empty list, and what is not in one cannot be asked", () => {
  expect(bound("select 1 where a in (:ids)", { ids: [] })).toEqual(["select 1 where a in (null)", []]);
  expect(() => bound("select 1 where a not in (:ids)", { ids: [] })).toThrow(/The list ids is empty/);
});

test("a list elsewhere is a list for PostgreSQL and JSON for the others; an object is JSON", () => {
  expect(bound("select :ids, :o", { ids: [1, 2], o: { a: 1 } })).toEqual(["select $1, $2", [[1, 2], '{"a":1}']]);
  expect(bound("select :ids", { ids: [1, 2] }, "mysql")).toEqual(["select ?", ["[1,2]"]]);
});

test("values in order stand for the places of the database itself", () => {
  expect(bound("select $2, $1, '{\"a\":1}'::jsonb ? 'a'", [1, 2])).toEqual([
    "select $2, $1, '{\"a\":1}'::jsonb ? 'a'",
    [1, 2],
  ]);
  expect(bound("select ?, '?'", [1], "mysql")).toEqual(["select ?, '?'", [1]]);
});

test.each([
  ["select :a", {}, /asks for :a/],
  ["select 1", { a: 1 }, /has no :a/],
  ["select :a", [1], /a list without names/],
  ["select $1, $2", [1], /asks for 2 values/],
  ["select $1", { a: 1 }, /as a list, or write names/],
])("%s with %j does not fit", (sql, params, message) => {
  expect(() => bound(sql, params)).toThrow(message);
});

test("one semicolon at the end is a habit, and a second statement is refused", () => {
  expect(bound("select 1; -- done", {})).toEqual(["select 1", []]);
  expect(bound("select ';'", {})).toEqual(["select ';'", []]);
  expect(() => bound("select 1; delete from orders", {})).toThrow(/exactly one statement/);
  expect(() => bound("select 1;;", {})).toThrow(/exactly one statement/);
  expect(() => bound(" -- nothing\n", {})).toThrow(/exactly one statement/);
});

test("the first word is known behind comments and brackets", () => {
  expect(bindStatement("/* x */ ((SELECT 1))", {}, "postgres").verb).toBe("select");
  expect(bindStatement("-- x\nDelete from a", {}, "sqlite").verb).toBe("delete");
});

test.each([
  ["5", 5],
  ["-12.30", -12.3],
  ["9007199254740991", 9_007_199_254_740_991],
  ["9007199254740993", "9007199254740993"],
  ["0.1000000000000000000", 0.1],
  ["1234567890123.45", 1_234_567_890_123.45],
  ["12345678901234.56", "12345678901234.56"],
  ["NaN", "NaN"],
])("%s is read as %j", (text, value) => {
  expect(numberOrText(text)).toBe(value);
});
