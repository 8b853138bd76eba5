import { expect, test } from "vitest";
import { formatTestSummary, summarizeTests } from "./test-summary.mjs";

const report = (
  counts: { passed?: number; failed?: number; skipped?: number; todo?: number },
  files: string[] = [],
) => ({
  numPassedTests: counts.passed ?? 0,
  numFailedTests: counts.failed ?? 0,
  numPendingTests: counts.skipped ?? 0,
  numTodoTests: counts.todo ?? 0,
  testResults: files.map((status) => ({ status, assertionResults: [] })),
});

test("passed, failed and skipped tests are counted", () => {
  const summary = summarizeTests(report({ passed: 7, failed: 2, skipped: 1, todo: 1 }), 1);
  expect(formatTestSummary(summary)).toBe("7 passed, 2 failed, 2 skipped");
  expect(formatTestSummary(summarizeTests(report({ passed: 7 }), 0))).toBe("7 passed, 0 failed");
});

test("a file that could not be loaded counts as one that failed", () => {
  expect(summarizeTests(report({ passed: 7 }, ["passed", "failed"]), 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
});

test("a run that failed outside of every test never says 0 failed", () => {
  expect(summarizeTests(report({ passed: 7 }), 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(summarizeTests(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
