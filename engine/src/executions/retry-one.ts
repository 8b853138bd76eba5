import { AppError } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { checkTrial } from "../release/rule-demands.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { lockEndedExecution, type EndedExecution } from "../sql/executions/lock-ended-execution.ts";
import { lockFailure } from "../sql/failures/lock-failure.ts";
import { selectRetriedAs } from "../sql/failures/select-retried-as.ts";
import { selectNewestVersion } from "../sql/rules/select-newest-version.ts";
import type { Retried, RetryDeps, RetryHow } from "./retry.ts";
import { retryFromFailed } from "./retry-from-failed.ts";
import { retryFromStart } from "./retry-from-start.ts";

/**
 * Retries one failed or cancelled execution. Nothing has been written when it throws an `AppError`, so whoever retries many
 * of them in one transaction leaves it out and goes on.
 * @throws AppError EXECUTION_NOT_RETRYABLE, EXECUTION_RETRIED_ALREADY, RETRY_STEPS_DIFFER; RULE_INVALID when its rule no
 * longer compiles, INPUT_INVALID when the newest version takes other inputs, APPROVAL_REQUIRED when nobody released that
 */
export async function retryOne(deps: RetryDeps, tx: Tx, id: number, how: RetryHow): Promise<Retried> {
  // Its place in the list first: whoever works through the list holds that already.
  await lockFailure(tx, id);
  const found = await lockEndedExecution(tx, id);
  if (found === undefined || !(found.state === "failed" || found.state === "cancelled"))
    throw new AppError("EXECUTION_NOT_RETRYABLE", { execution: id });
  // A child of a parent that runs again elsewhere runs again there.
  const retriedAs = await selectRetriedAs(tx, [id, ...(found.parentId === null ? [] : [found.parentId])]);
  if (retriedAs !== undefined) {
    const reason = `Execution ${retriedAs} runs in its place.`;
    throw new AppError("EXECUTION_RETRIED_ALREADY", { execution: id, retriedAs, reason });
  }
  const rule = await ruleFor(deps, tx, found, how);
  return how.from === "start" ? retryFromStart(tx, found, rule, how) : retryFromFailed(deps, tx, found, rule);
}

/** The version of the rule that is to run. */
async function ruleFor(
  deps: RetryDeps,
  tx: Tx,
  { ruleId, ruleVersion }: EndedExecution,
  { version }: RetryHow,
): Promise<CompiledRule> {
  if (version === "same") return deps.rules.get(ruleId, ruleVersion);
  const newest = await selectNewestVersion(tx, ruleId);
  if (newest === undefined) throw new AppError("RULE_NOT_FOUND", { ruleId });
  const rule = await deps.rules.get(ruleId, newest.version);
  // A version that nobody has released yet must not get out by the retry of an older one.
  if (newest.version !== ruleVersion) await checkTrial(deps, tx, newest, rule.definition);
  return rule;
}
