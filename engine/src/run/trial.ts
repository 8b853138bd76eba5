import type { NewMark } from "../sql/marks/insert-mark.ts";
import type { StepMark } from "../sql/marks/step-mark.ts";
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { Scope } from "../rules/scope.ts";
import type { CompiledAction, CompiledCall, CompiledStep, CompiledWait } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import type { Lane } from "./lane.ts";
import type { StepOutcome } from "./step-outcome.ts";

/**
 * Stands in for whatever an execution would do or write, while a rule is only tried out. The interpreter asks it at the few
 * places where something would leave the process; everything else of it is the same.
 */
export interface Trial {
  act(
    frame: ExecutionFrame,
    step: CompiledAction,
    at: { readonly scope: Scope; readonly iteration: string },
  ): Promise<StepOutcome>;
  wait(frame: ExecutionFrame, step: CompiledWait, lane: Lane): StepOutcome;
  call(frame: ExecutionFrame, step: CompiledCall, lane: Lane): Promise<StepOutcome>;
  /** A mark that is kept for as long as the trial lasts. */
  mark(mark: Omit<NewMark, "redrive">): StepMark;
  /** With which of its items a loop is tried. */
  items(step: CompiledStep, iteration: string, items: readonly unknown[]): readonly unknown[];
  /** What the condition of a step came to. */
  decided(step: CompiledStep, lane: Lane, value: unknown): void;
  /** A failure that follows from what was not done is none. */
  judge(frame: ExecutionFrame, step: CompiledStep, lane: Lane, outcome: StepOutcome): StepOutcome;
  /** What has been done so far. */
  runs(): readonly PastRun[];
}
