/**
 * Executions that end the process which runs them. Each death of a node is noted with what it held (release-held-by.ts);
 * one that was there each time, and never got further, is set aside instead of taking the next node down with it.
 */
import type { Failure } from "@belfry/model";
import type { RunnerDeps } from "../run/execution-frame.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";

/** So many nodes may die below an execution before it is set aside. */
export const DEFAULT_LIVES = 4;

/** Whether an execution is set aside now: its failure; nothing for nearly all. */
export function poisonOf(deps: Pick<RunnerDeps, "maxLives">, claimed: ClaimedExecution): Failure | undefined {
  if (claimed.lives < deps.maxLives) return undefined;
  const nodes = claimed.diedOn ?? [];
  return {
    class: "runtime",
    code: "EXECUTION_POISONED",
    message: `The execution was set aside: ${claimed.lives} nodes died while they ran it: ${nodes.join(", ")}.`,
    details: { lives: claimed.lives, nodes: [...nodes] },
    retryable: false,
  };
}

/** Whether what is done about its failure ends processes as well: then nothing of it runs any more. */
export function isBeyondHelp(deps: Pick<RunnerDeps, "maxLives">, claimed: ClaimedExecution): boolean {
  return claimed.lives > deps.maxLives;
}
