import { expect, test } from "vitest";
import { isWithin } from "./grants.ts";

const labels = (values: Record<string, string[]>) => ({ labels: values, inputs: {} });
const buildings = (...values: number[]) => ({ labels: {}, inputs: { dorm: { building: values } } });

test.each([
  ["everything lies within no restriction", null, null, true],
  ["a restriction lies within no restriction", labels({ team: ["a"] }), null, true],
  ["everything does not lie within a restriction", null, labels({ team: ["a"] }), false],
  ["fewer values lie within more", labels({ team: ["a"] }), labels({ team: ["a", "b"] }), true],
  ["more values do not lie within fewer", labels({ team: ["a", "b"] }), labels({ team: ["a"] }), false],
  ["one more label lies within", labels({ team: ["a"], site: ["x"] }), labels({ team: ["a"] }), true],
  ["one label less does not", labels({ team: ["a"] }), labels({ team: ["a"], site: ["x"] }), false],
  ["fewer buildings lie within more", buildings(1), buildings(1, 2), true],
  ["another building does not", buildings(3), buildings(1, 2), false],
  ["a rule that is left out is not restricted", labels({}), buildings(1), false],
])("%s", (_what, inner, outer, expected) => {
  expect(isWithin(inner, outer)).toBe(expected);
});
