/**
 * `npm test`: installs what the tests need, runs them all, and ends with the line `N passed, N failed`.
 *
 * Arguments go to vitest: `npm test -- model` runs the files with `model` in their path. Plain JavaScript, because on a
 * fresh machine it runs on whatever Node is there.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole } from "./setup/build-console.mjs";
import { installDebianPackages } from "./setup/debian-packages.mjs";
import { installPackages } from "./setup/install-packages.mjs";
import { findProjectNode, projectEnvironment } from "./setup/project-node.mjs";
import { runInFront } from "./setup/run-program.mjs";
import { orExplain, say, SetupError } from "./setup/step.mjs";
import { formatTestSummary, summarizeTests } from "./setup/test-summary.mjs";
import { testPackages } from "./test-packages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const node = await orExplain(async () => {
  await installPackages(root);
  return findProjectNode(root);
});
await orExplain(() => buildConsole(root, node));
const missing = await installDebianPackages(root, testPackages).catch((error) => {
  // The tests that need no browser are worth running; the others fail by name.
  if (!(error instanceof SetupError)) throw error;
  say(`Debian packages: ${error.message}`);
  return error;
});

say("tests: running …");
const folder = mkdtempSync(join(tmpdir(), "belfry-test-report-"));
const reportFile = join(folder, "report.json");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", ...reporters, ...process.argv.slice(2)];
const exitCode = await runInFront(node, vitest, { cwd: root, env: projectEnvironment(root) });

const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;
rmSync(folder, { recursive: true });
const summary = summarizeTests(report, exitCode);
const noneRan = summary.passed + summary.failed === 0;
say("tests: done");

if (missing !== undefined) console.log(`\nSome tests lacked a Debian package. What to do: ${missing.remedy}`);
if (noneRan) console.log("\nNo test ran. What to do: check the names after `npm test --`; without any, all tests run.");
if (summary.failed > 0) {
  console.log("\nWhat to do: read the first failure above, then run its file alone: npm test -- path/of/the.test.ts");
}
console.log(formatTestSummary(summary));
process.exitCode = exitCode === 0 && noneRan ? 1 : exitCode;
