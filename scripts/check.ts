/**
 * `npm run check`: everything that can be said of the code without running the product.
 *
 * `npm run check -- lint format` runs only the steps with one of these words in their name.
 */
import { runSteps } from "./check/run-steps.ts";
import { listSteps } from "./check/steps.ts";

const root = process.cwd();
const wanted = process.argv.slice(2);
const steps = listSteps(root).filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (steps.length === 0) {
  console.error(
    `There is no step named ${wanted.join(", ")}. Steps: ${listSteps(root)
      .map(({ name }) => name)
      .join(", ")}.`,
  );
  process.exit(2);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const widest = Math.max(...steps.map(({ name }) => name.length));
const startedAt = performance.now();

const results = await runSteps(steps, {
  root,
  atOnce: 2,
  onResult({ step, ok, tookMs, output }) {
    console.log(`${ok ? "ok    " : "FAILED"}  ${step.name.padEnd(widest)}  ${seconds(tookMs).padStart(7)}`);
    if (!ok)
      console.log(
        `\n${output.trimEnd()}\n\n  What to do: ${step.remedy}\n  Again, alone: npm run check -- "${step.name}"\n`,
      );
  },
});

const failed = results.filter(({ ok }) => !ok).map(({ step }) => step.name);
console.log(
  `\n${results.length - failed.length} of ${results.length} steps passed in ${seconds(performance.now() - startedAt)}`,
);
if (failed.length > 0) {
  console.log(`Failed: ${failed.join(", ")}`);
  process.exitCode = 1;
}
