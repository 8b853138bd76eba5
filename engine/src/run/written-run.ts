/** Runs that are no attempts of an action: what a step decided, and how it ended. */
import type { Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";

/** More does not fit: twenty-four days. A longer wait is shown as one of these. */
const LONGEST_MS = 2_147_483_647;

export function succeededRun(
  frame: ExecutionFrame,
  step: CompiledStep,
  iteration: string,
  output: unknown,
  tookMs = 0,
): ActionRunRow {
  return { ...base(frame, step, iteration), state: "success", output, tookMs: Math.min(tookMs, LONGEST_MS) };
}

export function skippedRun(frame: ExecutionFrame, step: CompiledStep, iteration: string): ActionRunRow {
  return { ...base(frame, step, iteration), state: "skipped", tookMs: 0 };
}

export function failedRun(
  frame: ExecutionFrame,
  step: CompiledStep,
  iteration: string,
  failure: Failure,
  tookMs = 0,
): ActionRunRow {
  return { ...base(frame, step, iteration), state: "failed", failure, tookMs: Math.min(tookMs, LONGEST_MS) };
}

function base(frame: ExecutionFrame, step: CompiledStep, iteration: string) {
  const { redrive } = frame.claimed;
  const before = frame.past.of(step.id, iteration).filter((run) => run.redrive === redrive);
  const attempt = (before.at(-1)?.attempt ?? 0) + 1;
  return { action: step.id, iteration, attempt, redrive, use: step.use };
}
