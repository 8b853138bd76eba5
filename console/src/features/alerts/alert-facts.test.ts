import { expect, test } from "vitest";
import { alertFacts } from "./alert-facts.ts";

test("what a failing rule measured is shown in order, with the newest failure and its execution", () => {
  const last = { id: 40, code: "FAILED_BY_RULE", message: "ERP 数据库没有应答。" };
  expect(alertFacts({ last, rate: 0.25, succeeded: 3, failed: 1 })).toEqual([
    { name: "failed", as: "number", value: 1 },
    { name: "succeeded", as: "number", value: 3 },
    { name: "rate", as: "percent", value: 0.25 },
    { name: "executionId", as: "execution", value: 40 },
    { name: "last", as: "text", value: "ERP 数据库没有应答。" },
  ]);
});

test("what only programs need, what is missing and what has another shape is left out", () => {
  expect(
    alertFacts({ by: "schedule", lastStartedAt: null, expectedBy: "2026-11-09T00:00:00Z", waitedMs: "long" }),
  ).toEqual([{ name: "expectedBy", as: "instant", value: "2026-11-09T00:00:00Z" }]);
});
