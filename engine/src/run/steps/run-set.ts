import type { CompiledSet } from "../compiled-step.ts";
import { evaluateKept } from "../evaluate-for.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import type { Lane } from "../lane.ts";
import type { StepOutcome } from "../step-outcome.ts";
import { succeededRun } from "../written-run.ts";

/** Sets variables. Their values are kept: what they were made from may have changed when the execution goes on. */
export async function runSet(frame: ExecutionFrame, step: CompiledSet, lane: Lane): Promise<StepOutcome> {
  const past = frame.past.ended(step.id, lane.path);
  if (past !== undefined) {
    Object.assign(lane.scope.vars, past.output);
    return { kind: "done", output: past.output };
  }
  if (frame.replay) return { kind: "halted" };
  const { value, failure } = evaluateKept(frame, step, () => step.values(lane.scope));
  if (failure !== undefined) return { kind: "failed", failure };
  Object.assign(lane.scope.vars, value);
  return { kind: "done", output: value, run: succeededRun(frame, step, lane.path, value) };
}
