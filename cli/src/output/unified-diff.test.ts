import { expect, test } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

const sides = [
  { name: "here/a", text: "a: 1\nb: 2\n" },
  { name: "a.yaml", text: "a: 1\nb: 3\n" },
] as const;

test("a difference is shown as diff -u does", () => {
  expect(unifiedDiff(...sides, { color: false })).toBe("--- here/a\n+++ a.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3");
});

test("for a terminal the lines are coloured", () => {
  expect(
    unifiedDiff(...sides, { color: true })
      .split("\n")
      .slice(-2),
  ).toEqual(["\u001b[31m-b: 2\u001b[0m", "\u001b[32m+b: 3\u001b[0m"]);
});

test("what is the same has no difference", () => {
  expect(unifiedDiff(sides[0], sides[0], { color: false })).toBe("");
});
