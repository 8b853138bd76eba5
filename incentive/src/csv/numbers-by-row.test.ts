import { expect, test } from "vitest";
import { NumbersByRow } from "./numbers-by-row.ts";

test("each row keeps its number, in whatever order and however far apart they come", () => {
  const numbers = new NumbersByRow();
  numbers.set(2, 3_054_880);
  numbers.set(1_000_000, 1);
  numbers.set(65_536, 1_000_000_000_000);
  expect([2, 65_535, 65_536, 1_000_000, 9_000_000].map((row) => numbers.get(row))).toEqual([
    3_054_880, 0, 1_000_000_000_000, 1, 0,
  ]);
});
