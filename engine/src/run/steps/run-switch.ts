import { isDeepStrictEqual } from "node:util";
import type { Failure } from "@belfry/model";
import { storableText } from "../../values/storable.ts";
import type { CompiledSwitch } from "../compiled-step.ts";
import { evaluateFor } from "../evaluate-for.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import type { Lane } from "../lane.ts";
import { checkpoint } from "../run-step.ts";
import type { StepOutcome } from "../step-outcome.ts";
import { succeededRun } from "../written-run.ts";

/** Which way was taken: the how-manieth case, or `else`. */
type Way = number | "else";

/**
 * Takes the first case that fits. Which one is durable before its first step begins: when a variable has changed since, an
 * execution that goes on after a crash would else do half of one case and half of another.
 */
export async function runSwitch(frame: ExecutionFrame, step: CompiledSwitch, lane: Lane): Promise<StepOutcome> {
  const past = frame.past.ended(step.id, lane.path);
  let output = past?.output as { readonly case: Way } | undefined;
  if (output === undefined) {
    if (frame.replay) return { kind: "halted" };
    const { value, failure } = evaluateFor(frame, step, () => choose(step, lane));
    if (failure !== undefined) return { kind: "failed", failure };
    if (typeof value === "object") return { kind: "failed", failure: notBoolean(step, value) };
    output = { case: value as Way };
    await checkpoint(frame, succeededRun(frame, step, lane.path, output));
  }
  const steps = output.case === "else" ? step.otherwise : (step.cases[output.case - 1]?.steps ?? []);
  const outcome = await frame.runSteps(frame, steps, lane);
  return outcome.kind === "done" ? { ...outcome, output } : outcome;
}

function choose(
  { on, cases }: CompiledSwitch,
  { scope }: Lane,
): Way | { readonly notBoolean: unknown; readonly place: number } {
  const compared: unknown = on?.(scope);
  for (const [i, { when }] of cases.entries()) {
    const value = when(scope);
    if (on === undefined && typeof value !== "boolean") return { notBoolean: value, place: i + 1 };
    if (on === undefined ? value : isAmong(compared, value)) return i + 1;
  }
  return "else";
}

/** Whether a value is the other one, or one of a list. A list is compared as a whole as well. */
function isAmong(compared: unknown, value: unknown): boolean {
  if (isDeepStrictEqual(compared, value)) return true;
  return Array.isArray(value) && value.some((one) => isDeepStrictEqual(compared, one));
}

function notBoolean(step: CompiledSwitch, found: unknown): Failure {
  const { notBoolean: value, place } = found as { readonly notBoolean: unknown; readonly place: number };
  const message = storableText(`Case ${place} of the switch is neither true nor false but ${JSON.stringify(value)}.`);
  return { class: "config", code: "CONDITION_NOT_BOOLEAN", message, action: step.id, retryable: false };
}
