/**
 * Before the first action of an execution: is everything there that its rule names? A report that would send its mail and
 * then find no secret for the next step is better not begun.
 */
import type { Failure, Problem } from "@belfry/model";
import type { Need } from "../resources/rule-needs.ts";
import { failExecution } from "./end-execution.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";

/** Whether an execution has not begun yet, and its rule names something outside of it. */
export function mayMiss({ rule, past, claimed }: ExecutionFrame): boolean {
  return rule.needs.actions.length + rule.needs.onFailure.length > 0 && !past.begunIn(claimed.redrive);
}

/**
 * How the execution ends when something is missing; nothing when all is there. No action of it runs then, and nothing is
 * tried again. `onFailure` tells of it, where nothing that it names itself is missing.
 */
export async function checkResources(frame: ExecutionFrame): Promise<ExecutionOutcome | undefined> {
  const { actions, onFailure } = frame.rule.needs;
  const problems = await frame.deps.names.missing([...actions, ...onFailure]);
  if (problems.length === 0) return undefined;
  const failure = missing(problems);
  if (isNamedBy(onFailure, problems)) return { kind: "ended", state: "failed", failure, run: undefined };
  return failExecution(frame, failure, undefined);
}

function isNamedBy(needs: readonly Need[], problems: readonly Problem[]): boolean {
  return needs.some(({ path }) => problems.some((problem) => problem.path === path));
}

function missing(problems: readonly Problem[]): Failure {
  const texts = problems.map(({ path, message, remedy }) => `${path}: ${message} ${remedy}`);
  return {
    class: "config",
    code: "RESOURCE_MISSING",
    message: `The rule names what is not there; nothing was begun. ${texts.join(" ")}`,
    retryable: false,
    details: { problems: problems.map(({ path, message, remedy }) => ({ path, message, remedy })) },
  };
}
