/**
 * What ran, for tests of flow control. In a test all of it may happen in one moment by the database's clock, so the order
 * is that in which the actions were called, and not that in which their rows are read.
 */
import type { ExecutionDetail } from "@belfry/engine";
import type { TestEngine } from "@belfry/testkit";

/** The actions of an execution as they were called: `id`, or `id 3/1` inside of loops. Attempts included. */
export function called(t: TestEngine, execution: number): string[] {
  return t.actions.runs.flatMap(({ key }) => {
    const [, id, ...rest] = key.split("/");
    return id === String(execution) ? [[rest[0], rest.slice(1).join("/")].filter(Boolean).join(" ")] : [];
  });
}

/** What was written of an execution, sorted: `id state`, or `id 3/1 state`. */
export function written({ actionRuns }: ExecutionDetail): string[] {
  return actionRuns
    .map(({ action, iteration, state }) => [action, iteration, state].filter(Boolean).join(" "))
    .toSorted();
}

/** The output of a step, of its last attempt. */
export function outputOf({ actionRuns }: ExecutionDetail, action: string, iteration = ""): unknown {
  const runs = actionRuns.filter((run) => run.action === action && run.iteration === iteration);
  return runs.toSorted((a, b) => a.redrive - b.redrive || a.attempt - b.attempt).at(-1)?.output;
}
