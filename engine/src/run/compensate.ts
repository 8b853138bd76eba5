/**
 * Undoes what had succeeded, the last step first. What there is to undo is read from what was written, and each step that
 * undoes has checkpoints of its own: however often the node dies here, nothing is undone twice or left out.
 */
import { stopOf } from "./stop-of.ts";
import type { StopReason } from "./stop-reason.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { topLane, type Undo } from "./lane.ts";
import { replayFrame } from "./open-frame.ts";
import { checkpoint } from "./run-step.ts";
import { runSteps } from "./run-steps.ts";
import type { PendingOutcome } from "./step-outcome.ts";

/** That a step could not be undone. It does not keep the others from being undone. */
export interface UndoFailure {
  readonly action: string;
  readonly iteration: string;
  readonly message: string;
}

export type Undone =
  | { readonly failures: readonly UndoFailure[] }
  | { readonly outcome: PendingOutcome | { readonly kind: "stopped"; readonly reason: StopReason } };

/** @param frame the frame of what is done about a failure */
export async function undoSteps(frame: ExecutionFrame): Promise<Undone> {
  const failures: UndoFailure[] = [];
  for (const { step, iteration, scope } of (await whatToUndo(frame)).toReversed()) {
    const lane = { ...topLane({ ...scope, failure: frame.scope.failure }), path: iteration };
    const outcome = await runSteps(frame, step.compensate, lane);
    switch (outcome.kind) {
      case "done":
        if (outcome.run !== undefined) await checkpoint(frame, outcome.run);
        break;
      case "failed":
        if (outcome.run !== undefined) await checkpoint(frame, outcome.run);
        failures.push({ action: step.id, iteration, message: outcome.failure.message });
        break;
      case "retry":
      case "waiting":
      case "stopped":
        return { outcome };
      case "returned":
      case "halted":
        throw new Error(`The steps that undo ${step.id} of execution ${frame.claimed.id} ended as ${outcome.kind}.`);
    }
    const stopped = stopOf(frame);
    if (stopped !== undefined) return { outcome: { kind: "stopped", reason: stopped } };
  }
  return { failures };
}

async function whatToUndo(frame: ExecutionFrame): Promise<readonly Undo[]> {
  const undo: Undo[] = [];
  const past = await replayFrame(frame);
  await runSteps(past, frame.rule.steps, topLane(past.scope, undo));
  return undo;
}
