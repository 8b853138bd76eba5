import { spawn } from "node:child_process";
import type { Step } from "./steps.ts";

/** What became of one step. */
export interface StepResult {
  readonly step: Step;
  readonly ok: boolean;
  readonly tookMs: number;
  /** What it printed, stdout and stderr as they came. */
  readonly output: string;
}

/** A step that hangs must not hang the check: the slowest takes a sixth of this on two free cores. */
const longestStepMs = 300_000;

/**
 * Runs the steps, at most `atOnce` at a time, and reports each as it ends.
 *
 * @param onResult called once per step, in the order in which they end.
 */
export async function runSteps(
  steps: readonly Step[],
  options: { root: string; atOnce: number; onResult: (result: StepResult) => void },
): Promise<StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step, options.root);
      results.push(result);
      options.onResult(result);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  return results;
}

async function runStep(step: Step, root: string): Promise<StepResult> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, step.command, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: longestStepMs,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const ok = await new Promise<boolean>((resolve) => {
    child.once("error", (error) => {
      output += `${error.message}\n`;
      resolve(false);
    });
    child.once("close", (code, signal) => {
      if (signal !== null)
        output += `ended by ${signal} after ${Math.round((performance.now() - startedAt) / 1000)} s\n`;
      resolve(code === 0);
    });
  });
  return { step, ok, tookMs: performance.now() - startedAt, output };
}
