/**
 * `npm run chaos -- faults [RUNS] [SEED] [--running-server]`
 *
 * Random sequences of faults (nodes that are cut off, frozen or restarted, lost answers, broken sessions, clocks that
 * jump, edits, events, starts, cancels and retries) are done to three nodes on one database; then slots, events, starts
 * and executions are compared with a reference. What fails is shrunk to the shortest sequence that still does, and is done
 * again by its seed. Ends with one line of JSON, and with the exit code 1 when something was not exact.
 * `--running-server` uses the PostgreSQL of the test run that it is part of, and leaves the shrinking to a run by hand.
 */
import fc from "fast-check";
import { startTestPostgres } from "@belfry/testkit";
import { runSequence } from "./faults/run-sequence.ts";
import { sequences, type Step } from "./faults/steps.ts";

const [runs = "100", seed] = process.argv.slice(2).filter((word) => !word.startsWith("--"));

await using servers = new AsyncDisposableStack();
const isPartOfTests = process.argv.includes("--running-server");
if (!isPartOfTests) servers.use(await startTestPostgres());
const started = performance.now();
let done = 0;
const details = await fc.check(
  fc.asyncProperty(sequences, async (steps: Step[]) => {
    const faults = await runSequence(steps);
    done += 1;
    process.stderr.write(`sequence ${done} of ${steps.length} steps: ${faults.length === 0 ? "exact" : faults[0]}\n`);
    if (faults.length > 0) throw new Error(faults.slice(0, 10).join("\n"));
  }),
  { numRuns: Number(runs), endOnFailure: isPartOfTests, ...(seed !== undefined && { seed: Number(seed) }) },
);
if (details.failed) {
  const report = fc.defaultReportMessage(details);
  process.stdout.write(`${report ?? "A sequence failed."}\n`);
}
const seconds = Math.round((performance.now() - started) / 1_000);
process.stdout.write(
  `${JSON.stringify({ chaos: "faults", runs: done, seed: details.seed, failed: details.failed, seconds })}\n`,
);
process.exitCode = details.failed ? 1 : 0;
