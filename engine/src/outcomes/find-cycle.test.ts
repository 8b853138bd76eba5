import { expect, test } from "vitest";
import { findCycle } from "./find-cycle.ts";

const edges = (text: string) =>
  new Map(
    text.split(" ").map((one): [string, string[]] => {
      const [from = "", to = ""] = one.split(">");
      return [from, to.split(",").filter(Boolean)];
    }),
  );

test("the shortest way from a rule back to itself is found", () => {
  expect(findCycle(edges("a>b b>c,d c>a d>e e>a"), "a")).toEqual(["a", "b", "c", "a"]);
  expect(findCycle(edges("a>a"), "a")).toEqual(["a", "a"]);
});

test("rules that share what they wait for are no cycle, and a cycle elsewhere is none of this rule", () => {
  expect(findCycle(edges("a>b,c b>d c>d d>"), "a")).toBeUndefined();
  expect(findCycle(edges("a>b b>c c>b"), "a")).toBeUndefined();
});
