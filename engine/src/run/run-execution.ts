/**
 * Runs one claimed execution until it ends, waits or is to be tried again, and writes how.
 *
 * The holding (its epoch) is repeated in every write. When one of them is refused, somebody else holds the execution now:
 * what this node still knows of it is dropped, not written and not tried again.
 */
import { isAppError, type AppError, type Failure, type Problem } from "@belfry/model";
import { isTransientDatabaseError } from "@belfry/store";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import { isBeyondHelp, poisonOf } from "../poison/poison.ts";
import { checkResources, mayMiss } from "./check-resources.ts";
import { carryOut, failExecution, pendingOutcome, stoppedOutcome } from "./end-execution.ts";
import type { ExecutionFrame, RunnerDeps } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";
import { failureOf } from "./failure-of.ts";
import { topLane } from "./lane.ts";
import { isLeaseLost } from "./lease-lost.ts";
import { openFrame } from "./open-frame.ts";
import { runParent } from "./run-parent.ts";
import { runSteps } from "./run-steps.ts";
import { settleOutcome, type Settled } from "./settle-outcome.ts";
import { cancelledText, StopReason, stopReasonOf } from "./stop-reason.ts";
import { limitExecution } from "./time-limit.ts";
import { verdictOf } from "./verdict.ts";

/**
 * Runs a holding to its end. Whatever goes wrong with the execution itself (its rule no longer compiles, its values cannot
 * be written) ends it as failed: one that stayed held would look as if it ran, for ever.
 *
 * Rejects only when this node cannot write even that.
 */
export async function runExecution(deps: RunnerDeps, claimed: ClaimedExecution, stop: AbortController): Promise<void> {
  let settled: Settled = { claimed, rule: `rule ${claimed.ruleId}` };
  try {
    await deps.faults.at("after-claim");
    const rule = await deps.rules.get(claimed.ruleId, claimed.ruleVersion);
    settled = { claimed, rule: rule.slug };
    deps.events.emit("execution.claimed", { executionId: claimed.id, rule: rule.slug, epoch: claimed.epoch });
    if (claimed.cancelBy !== null) stop.abort(new StopReason("cancelled", cancelledText(claimed.cancelBy)));
    const poison = poisonOf(deps, claimed);
    if (poison !== undefined) {
      const { lives, diedOn } = claimed;
      deps.events.emit("execution.poisoned", { executionId: claimed.id, rule: rule.slug, lives, nodes: diedOn ?? [] });
    }
    if (poison !== undefined && isBeyondHelp(deps, claimed)) {
      await settleOutcome(deps, settled, { kind: "ended", state: "failed", failure: poison, run: undefined });
      return;
    }
    using limit = limitExecution(deps, claimed, rule.timeoutMs, stop.signal);
    const frame = await openFrame(deps, claimed, { rule, stop: stop.signal, limit });
    await settleOutcome(deps, settled, await outcomeOf(frame, poison));
  } catch (error) {
    await giveUp(deps, settled, error).catch((second: unknown) => dropWhenLost(deps, settled, second));
  }
}

/** Ends a holding that an error has ended, and not an outcome. */
async function giveUp(deps: RunnerDeps, settled: Settled, error: unknown): Promise<void> {
  if (isLeaseLost(error)) {
    dropWhenLost(deps, settled, error);
  } else if (isTransientDatabaseError(error)) {
    // The database could not be asked. The writer waits until it can be; then this holding begins anew.
    await settleOutcome(deps, settled, { kind: "released", state: "pending", delayMs: 0, run: undefined });
  } else if (isAppError(error, "RULE_INVALID") && deps.leaveToOthers !== undefined) {
    const others = await deps.leaveToOthers(settled.claimed);
    if (others === "left") {
      deps.events.emit("execution.left", { executionId: settled.claimed.id, rule: settled.rule });
      return;
    }
    const failure = unknownHere(error, others.nodes);
    await settleOutcome(deps, settled, { kind: "ended", state: "failed", failure, run: undefined });
  } else {
    deps.events.emit("engine.error", { where: `execution ${settled.claimed.id}`, error });
    await settleOutcome(deps, settled, {
      kind: "ended",
      state: "failed",
      failure: engineFailure(error),
      run: undefined,
    });
  }
}

/** Somebody else holds the execution now. Any other error is not ours to swallow. */
function dropWhenLost(deps: RunnerDeps, { claimed, rule }: Settled, error: unknown): void {
  if (!isLeaseLost(error)) throw error;
  deps.events.emit("execution.lease-lost", { executionId: claimed.id, rule });
}

/** No node that takes part can read the rule: it was saved with a plugin or a version that is gone. */
function unknownHere(error: AppError, nodes: readonly string[]): Failure {
  const problems = error.details["problems"];
  const reasons = Array.isArray(problems)
    ? (problems as Problem[]).map(({ path, message }) => `${path}: ${message}`)
    : [];
  return {
    class: "config",
    code: error.code,
    message: `No node that takes part can run the rule. ${reasons.join(" ")} Nodes: ${nodes.join("; ")}.`,
    details: { reasons, nodes: [...nodes] },
    retryable: false,
  };
}

function engineFailure(error: unknown): Failure {
  const { action: _action, ...failure } = failureOf(error, "").failure;
  return isAppError(error) ? failure : { ...failure, code: "ENGINE_ERROR" };
}

async function outcomeOf(frame: ExecutionFrame, poison: Failure | undefined): Promise<ExecutionOutcome> {
  const { rule } = frame;
  // Asked only of rules that have what is asked for: by far the most executions pass here without waiting.
  const verdict = rule.traits.needsVerdict ? await verdictOf(frame) : undefined;
  if (verdict !== undefined) return carryOut(frame, verdict);
  if (poison !== undefined) return failExecution(frame, poison, undefined);
  const stopped = stopReasonOf(frame.signal);
  if (stopped !== undefined) return stoppedOutcome(frame, stopped);
  const missing = mayMiss(frame) ? await checkResources(frame) : undefined;
  if (missing !== undefined) return missing;
  if (rule.forEach !== undefined && frame.claimed.itemIndex === null) {
    const parent = await runParent(frame, rule.forEach);
    // No child will ever say that it failed, so the parent does.
    return parent.kind === "no-list" ? failExecution(frame, parent.failure, undefined) : parent;
  }
  const outcome = await runSteps(frame, rule.steps, topLane(frame.scope));
  switch (outcome.kind) {
    case "done":
      return { kind: "ended", state: "success", run: outcome.run };
    case "returned":
      return { kind: "ended", state: "success", output: outcome.output, run: outcome.run };
    case "failed":
      return failExecution(frame, outcome.failure, outcome.run);
    case "stopped":
      return stoppedOutcome(frame, outcome.reason);
    case "retry":
    case "waiting":
      return pendingOutcome(frame, outcome);
    case "halted":
      throw new Error(`Execution ${frame.claimed.id} was halted, and nothing had failed.`);
  }
}
