/**
 * What was done step by step. A step that was left out is explained with the values its `if` saw: an execution keeps what
 * it was given and what its actions returned, so the condition is evaluated with those; only variables are those of today.
 */
import { isAppError, stepsOf, type Rule, type RuleStep } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import type { ActionRunView, ExecutionDetail } from "../views/execution-view.ts";
import { step, type ExplainStep } from "./explanation.ts";
import { expressionOf, tracedParts } from "./kept-condition.ts";

const MOST_SHOWN = 100;

interface Ran {
  readonly execution: ExecutionDetail;
  readonly names: Readonly<Record<string, unknown>>;
}

export async function runSteps(
  core: EngineCore,
  execution: ExecutionDetail,
  rule: { readonly id: number; readonly version: number; readonly definition: Rule } | undefined,
): Promise<ExplainStep[]> {
  const steps = new Map([...(rule === undefined ? [] : stepsOf(rule.definition))].map((one) => [one.id, one]));
  const ran = { execution, names: await namesOf(core, rule) };
  const told = execution.actionRuns.slice(0, MOST_SHOWN).map((run) => runStep(core, ran, run, steps.get(run.action)));
  const left = execution.actionRuns.length - told.length;
  return left > 0 ? [...told, step("step.more", "info", { values: { n: left } })] : told;
}

/** The variables and tables that the rule sees, as they are now; none for one that no longer compiles. */
async function namesOf(
  { rules }: EngineCore,
  rule: { readonly id: number; readonly version: number } | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  if (rule === undefined) return {};
  try {
    return { ...(await rules.names(await rules.get(rule.id, rule.version))) };
  } catch (error) {
    if (isAppError(error, "RULE_INVALID")) return {};
    throw error;
  }
}

function runStep(core: EngineCore, ran: Ran, run: ActionRunView, written: RuleStep | undefined): ExplainStep {
  const { action, iteration, attempt, state, failure, finishedAt, tookMs } = run;
  const values = { action, iteration };
  const at = finishedAt;
  if (state === "success") return step("step.succeeded", "yes", { at, values: { ...values, took: { ms: tookMs } } });
  if (state === "failed") {
    const { message = "", code = "" } = failure ?? {};
    return step("step.failed-attempt", "no", { at, values: { ...values, attempt, message, failure: code } });
  }
  if (state !== "skipped") return step("step.succeeded", "info", { at, values: { ...values, took: { ms: tookMs } } });
  const condition = written?.step.if;
  if (condition === undefined) return step("step.skipped-return", "info", { at, values });
  const source = expressionOf(condition);
  const parts = tracedParts(source, scopeOf(core, ran, run));
  const agrees = parts[0]?.value === false;
  // One that is true now was left out by a step before it, or by values that have changed since.
  if (!agrees && parts[0]?.value === true) return step("step.skipped-return", "info", { at, values });
  const basis = /\bvars\b|\blookups?\b/.test(source) ? "now" : "kept";
  return step("step.skipped-if", "no", { at, values: { ...values, condition: source }, parts, basis });
}

/** What the step saw: what was kept until it was left out. */
function scopeOf({ rules }: EngineCore, { execution, names }: Ran, run: ActionRunView): Record<string, unknown> {
  const actions: Record<string, unknown> = {};
  for (const before of execution.actionRuns) {
    if (before.finishedAt > run.finishedAt || before === run) break;
    if (before.state === "success" && !before.iteration.includes("/")) actions[before.action] = before.output;
  }
  const { id, rule, trigger, inputs, item, createdAt } = execution;
  return {
    now: createdAt,
    timezone: rules.timeZone,
    trigger,
    ...("event" in trigger && { event: trigger["event"] }),
    inputs,
    item,
    ...names,
    execution: { id, rule },
    actions,
  };
}
