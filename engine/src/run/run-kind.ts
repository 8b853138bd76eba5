import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import type { Lane } from "./lane.ts";
import { runOnce } from "./run-step.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { runCall } from "./steps/run-call.ts";
import { runParallel } from "./steps/run-parallel.ts";
import { runReturn } from "./steps/run-return.ts";
import { runSet } from "./steps/run-set.ts";
import { runSwitch } from "./steps/run-switch.ts";
import { runWait } from "./steps/run-wait.ts";

/** Runs a step once, by what it does: its condition holds, and its loop is somebody else's. */
export async function runKind(frame: ExecutionFrame, step: CompiledStep, lane: Lane): Promise<StepOutcome> {
  switch (step.kind) {
    case "use":
      return runOnce(frame, step, lane.scope, lane.path);
    case "do":
      return frame.runSteps(frame, step.steps, lane);
    case "switch":
      return runSwitch(frame, step, lane);
    case "parallel":
      return runParallel(frame, step, lane);
    case "wait":
      return runWait(frame, step, lane);
    case "call":
      return runCall(frame, step, lane);
    case "set":
      return runSet(frame, step, lane);
    case "return":
      return runReturn(frame, step, lane);
  }
}
