/**
 * @typedef {{ passed: number, failed: number, skipped: number }} TestSummary
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} VitestReport what vitest's json reporter writes
 */

/**
 * Counts what vitest reported, so that a failed run never says `0 failed`.
 *
 * A file that could not be loaded has no tests; it counts as one that failed. So does an error outside of any test, and
 * a run that ended without a report.
 *
 * @param {VitestReport | undefined} report
 * @param {number} exitCode vitest's
 * @returns {TestSummary}
 */
export function summarizeTests(report, exitCode) {
  const brokenFiles = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/**
 * @param {TestSummary} summary
 * @returns {string} `N passed, N failed`, and `, N skipped` when there are any
 */
export function formatTestSummary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}
