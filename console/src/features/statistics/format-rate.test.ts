import { expect, test } from "vitest";
import { formatRate } from "./format-rate.ts";

test("all is only said of all, and none of none", () => {
  expect([1, 0.99999, 0.985, 0.00001, 0, null].map(formatRate)).toEqual([
    "100 %",
    "99.9 %",
    "98.5 %",
    "0.1 %",
    "0 %",
    "–",
  ]);
});
