import type { CompiledReturn } from "../compiled-step.ts";
import { evaluateKept } from "../evaluate-for.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import type { Lane } from "../lane.ts";
import type { StepOutcome } from "../step-outcome.ts";
import { succeededRun } from "../written-run.ts";

/** Ends the execution well, with a value. */
export async function runReturn(frame: ExecutionFrame, step: CompiledReturn, lane: Lane): Promise<StepOutcome> {
  const past = frame.past.ended(step.id, lane.path);
  if (past !== undefined) return { kind: "returned", output: past.output };
  if (frame.replay) return { kind: "halted" };
  const { value, failure } = evaluateKept(frame, step, () => step.value(lane.scope));
  if (failure !== undefined) return { kind: "failed", failure };
  return { kind: "returned", output: value, run: succeededRun(frame, step, lane.path, value) };
}
