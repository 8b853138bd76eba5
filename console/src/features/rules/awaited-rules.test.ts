import { expect, test } from "vitest";
import { awaitedRules } from "./awaited-rules.ts";

test("a slot that waits for rules names those that are done and those that are missing", () => {
  const detail = { day: "2026-03-02", done: [{ rule: "a", executionId: 7 }], missing: [{ rule: "b" }, { rule: "c" }] };
  expect(awaitedRules(detail)).toEqual({ done: ["a"], missing: ["b", "c"] });
});

test.each([null, {}, { reason: "late" }, { done: 2, missing: 1 }])("%j is about no rules", (detail) => {
  expect(awaitedRules(detail)).toBeUndefined();
});
