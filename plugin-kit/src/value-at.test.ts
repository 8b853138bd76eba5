import { expect, test } from "vitest";
import { valueAt } from "./value-at.ts";

test.each([
  [{ rows: [1] }, "rows", [1]],
  [{ data: { items: [1] } }, "data.items", [1]],
  [{ pages: [{ rows: 1 }] }, "pages.0.rows", 1],
  [[1, 2], "", [1, 2]],
  [{ total: null }, "total", null],
  [{ total: 0 }, "total", 0],
  [{}, "rows", undefined],
  [{ data: null }, "data.items", undefined],
  [{ data: "text" }, "data.length", undefined],
  [{}, "constructor", undefined],
  [{}, "__proto__.polluted", undefined],
  [null, "rows", undefined],
])("%j at %j is %j", (json, path, expected) => {
  expect(valueAt(json, path)).toEqual(expected);
});
