/** The steps of an execution one after the other, up to the first that does not simply end well. */
import type { Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { storableJson, storableText } from "../values/storable.ts";
import { failureOf } from "./failure-of.ts";
import { isLeaseLost } from "./lease-lost.ts";
import { runForEach } from "./run-for-each.ts";
import { checkpoint, runOnce, type StepOutcome } from "./run-step.ts";

/** How the sequence ended; `step` is the one that decided it. */
export type StepsOutcome =
  | { readonly kind: "done"; readonly run: ActionRunRow | undefined }
  | {
      readonly kind: "interrupted";
      readonly step: CompiledStep;
      readonly outcome: Exclude<StepOutcome, { kind: "done" }>;
    };

/** Runs steps in order. The attempt of the last one is left to the caller to write. */
export async function runSteps(frame: ExecutionFrame, steps: readonly CompiledStep[]): Promise<StepsOutcome> {
  let unwritten: ActionRunRow | undefined;
  for (const step of steps) {
    // Durable before the next begins: what follows may rely on it, and a crash will not repeat it.
    if (unwritten !== undefined) await checkpoint(frame, unwritten);
    unwritten = undefined;
    const outcome = await runStep(frame, step);
    if (outcome.kind !== "done") return { kind: "interrupted", step, outcome };
    frame.scope.actions[step.name] = outcome.output;
    unwritten = outcome.run;
  }
  return { kind: "done", run: unwritten };
}

async function runStep(frame: ExecutionFrame, step: CompiledStep): Promise<StepOutcome> {
  const skipped = frame.past.find((run) => run.action === step.id && run.iteration === "" && run.state === "skipped");
  if (skipped !== undefined) return { kind: "done", output: null };
  try {
    if (step.condition !== undefined && !wasBegun(frame, step)) {
      const holds = step.condition(frame.scope);
      if (typeof holds !== "boolean") return { kind: "failed", failure: notBoolean(step, holds) };
      if (!holds) return { kind: "done", output: null, run: skippedRun(frame, step) };
    }
    const { forEach } = step;
    if (forEach !== undefined) return await runForEach(frame, { ...step, forEach }, frame.scope);
  } catch (error) {
    // The expression of `if` or `forEach` failed: that is the rule's fault, not this attempt's.
    if (isLeaseLost(error)) throw error;
    return { kind: "failed", failure: storableJson(frame.masker.json(failureOf(error, step.id).failure)) };
  }
  return runOnce(frame, step, frame.scope, "");
}

/** A step that ran before a crash is gone on with, even if its condition would be false by now. */
function wasBegun(frame: ExecutionFrame, step: CompiledStep): boolean {
  return frame.past.some((run) => run.action === step.id);
}

/** Never taken for "false": an action that is silently skipped for a slip of the pen is missed by nobody. */
function notBoolean(step: CompiledStep, value: unknown): Failure {
  const message = storableText(`The expression of \`if\` is neither true nor false but ${JSON.stringify(value)}.`);
  return { class: "config", code: "CONDITION_NOT_BOOLEAN", message, action: step.id, retryable: false };
}

function skippedRun(frame: ExecutionFrame, step: CompiledStep): ActionRunRow {
  const { redrive } = frame.claimed;
  return { action: step.id, iteration: "", attempt: 1, redrive, use: step.definition.id, state: "skipped", tookMs: 0 };
}
