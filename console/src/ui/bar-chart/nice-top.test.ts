import { expect, test } from "vitest";
import { niceTop } from "./nice-top.ts";

test.each([
  [1, 1],
  [3, 4],
  [4, 4],
  [59, 60],
  [81, 100],
  [1_234_567, 2_000_000],
  [0, 1],
  [-5, 1],
])("an axis for %d ends with %d", (value, top) => {
  expect(niceTop(value)).toBe(top);
});
