import { expect, test } from "vitest";
import { columnNames, uploadRecords } from "./upload-records.ts";

test.each([
  [
    "records",
    [{ a: 1 }, { a: 2, b: null }],
    [
      [["a", 1]],
      [
        ["a", 2],
        ["b", null],
      ],
    ],
  ],
  ["one record", { a: 1 }, [[["a", 1]]]],
  [
    "rows below a header row",
    [["a", "b"], [1], [2, 3]],
    [
      [["a", 1]],
      [
        ["a", 2],
        ["b", 3],
      ],
    ],
  ],
  ["a list of values", [1, "x"], [[["value", 1]], [["value", "x"]]]],
  ["JSON text", ' [{"a":"店"}] ', [[["a", "店"]]]],
  ["nothing", [], []],
])("%s are rows", (_what, data, records) => {
  expect(uploadRecords(data).records).toEqual(records);
});

test("a header row names columns that are there without any row", () => {
  expect(uploadRecords([["a", "b"]])).toEqual({ columns: ["a", "b"], records: [] });
});

test("names lose the blanks around them, get one where they have none, and stand once each", () => {
  expect(columnNames([" 店铺 ", "", "score", "score", "a\n b", null, "score", 7, "score_1"])).toEqual([
    "店铺",
    "column_2",
    "score",
    "score_1",
    "a b",
    "column_6",
    "score_2",
    "7",
    "score_1_1",
  ]);
});

test("what Python writes as no number is an empty cell, and a text that says NaN stays", () => {
  const text = '[{"a": NaN, "b": -Infinity, "c": "NaN, Infinity", "d": "\\"NaN"}]';
  expect(uploadRecords(text).records).toEqual([
    [
      ["a", null],
      ["b", null],
      ["c", "NaN, Infinity"],
      ["d", '"NaN'],
    ],
  ]);
});

test("a long number keeps its digits", () => {
  expect(uploadRecords('[{"order": 240815123456789012345, "n": 7}]').records).toEqual([
    [
      ["order", "240815123456789012345"],
      ["n", 7],
    ],
  ]);
});

test.each(['[{"a":1}', "", "店铺"])("%j is no JSON, and is told as programs know it", (text) => {
  expect(() => uploadRecords(text)).toThrow(/^无效的JSON字符串/);
});

test.each([
  [[{ a: 1 }, 2], "mixes"],
  [[["a"], [1, 2]], "Row 1 has 2 cells"],
  [7, "neither"],
])("%j is no table", (data, why) => {
  expect(() => uploadRecords(data)).toThrow(why);
});
