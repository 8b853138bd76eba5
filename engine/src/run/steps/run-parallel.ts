import type { CompiledParallel } from "../compiled-step.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import { branchLane, joinBranch, type Lane } from "../lane.ts";
import { pendingOf, settleAll } from "../side-by-side.ts";
import { checkpoint } from "../run-step.ts";
import type { StepOutcome } from "../step-outcome.ts";

/**
 * Runs branches side by side. One that waits lets the others go on; then the execution lets go until the first of them
 * can. Branches do not see each other: what one sees of another would depend on which was quicker.
 */
export async function runParallel(frame: ExecutionFrame, step: CompiledParallel, lane: Lane): Promise<StepOutcome> {
  let failed = false;
  const varsBefore = { ...lane.scope.vars };
  const branches = step.branches.map(({ name, steps }) => ({
    name,
    steps,
    lane: branchLane(lane, () => failed && step.onFailure === "stop"),
  }));
  const outcomes = await settleAll(
    branches.map(async (branch) => {
      const outcome = await frame.runSteps(frame, branch.steps, branch.lane);
      // Before it is written: the other branches are to begin nothing more.
      if (outcome.kind === "failed") failed = true;
      if ("run" in outcome && outcome.run !== undefined) await checkpoint(frame, outcome.run);
      return outcome;
    }),
  );
  for (const branch of branches) lane.undo?.push(...(branch.lane.undo ?? []));

  const stopped = outcomes.find((outcome) => outcome.kind === "stopped");
  if (stopped !== undefined) return stopped;
  const first = outcomes.find((outcome) => outcome.kind === "failed");
  if (first !== undefined && step.onFailure === "stop") return { kind: "failed", failure: first.failure };
  const pending = pendingOf(outcomes);
  if (pending !== undefined) return pending;
  if (first !== undefined) {
    const messages = outcomes.flatMap((outcome, i) =>
      outcome.kind === "failed" ? [`${branches[i]?.name}: ${outcome.failure.message}`] : [],
    );
    return { kind: "failed", failure: { ...first.failure, message: messages.join("; "), retryable: false } };
  }
  if (outcomes.some((outcome) => outcome.kind === "halted")) return { kind: "halted" };
  for (const branch of branches) joinBranch(lane, branch.lane, varsBefore);
  const output = Object.fromEntries(
    branches.map(({ name }, i) => [name, outcomes[i]?.kind === "done" ? outcomes[i].output : null]),
  );
  return { kind: "done", output };
}
