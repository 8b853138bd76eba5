import { createSecretMasker } from "@belfry/model";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { selectPastRuns } from "../sql/action-runs/select-past-runs.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import type { ExecutionFrame, RunnerDeps } from "./execution-frame.ts";
import { openMarks } from "./marks.ts";
import { createPast, noPast, type Past } from "./past.ts";
import { pastThatCounts } from "./past-that-counts.ts";
import { runSteps } from "./run-steps.ts";
import type { TimeLimit } from "./time-limit.ts";

/** Gathers what a holding needs: what was done before, and the names that the rule sees. */
export async function openFrame(
  deps: RunnerDeps,
  claimed: ClaimedExecution,
  { rule, stop, limit }: { readonly rule: CompiledRule; readonly stop: AbortSignal; readonly limit: TimeLimit },
): Promise<ExecutionFrame> {
  const { vars, ...looked } = await deps.rules.names(rule);
  return {
    deps,
    claimed,
    rule,
    past: await readPast(deps, claimed, rule),
    marks: openMarks(deps, claimed),
    pass: { taken: false },
    replay: false,
    runSteps,
    masker: createSecretMasker(),
    signal: limit.signal,
    stop,
    limitAt: limit.at,
    scope: {
      now: claimed.createdAt,
      trigger: claimed.trigger,
      event: claimed.trigger["event"],
      inputs: claimed.inputs,
      timezone: deps.rules.timeZone,
      // Copied only for a rule that sets some: the others share what the node has read.
      vars: rule.traits.sets ? { ...vars } : vars,
      ...looked,
      item: claimed.item,
      execution: { id: claimed.id, rule: rule.slug },
      actions: {},
    },
  };
}

async function readPast(deps: RunnerDeps, claimed: ClaimedExecution, rule: CompiledRule): Promise<Past> {
  // Nothing can have been written before the first holding.
  if (claimed.epoch === 1 && claimed.redrive === 0) return noPast;
  return createPast(pastThatCounts(await selectPastRuns(deps.store, claimed), rule.steps, claimed.redrive));
}

/** The same execution as the database knows it now: with what this holding has written. Only to be walked through. */
export async function replayFrame(frame: ExecutionFrame): Promise<ExecutionFrame> {
  const { deps, claimed, rule } = frame;
  const runs = frame.trial?.runs() ?? (await selectPastRuns(deps.store, claimed));
  const past = createPast(pastThatCounts(runs, rule.steps, claimed.redrive));
  const vars = await deps.rules.vars(rule);
  return { ...frame, past, replay: true, scope: { ...frame.scope, actions: {}, vars: { ...vars } } };
}
