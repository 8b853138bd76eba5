/** Steps that are no actions: which steps run, how often, and when. */
import { branchesOf, Condition, type ActionStep, type Problem } from "@belfry/model";
import type { CompiledStep, StepBase, WaitFor } from "../run/compiled-step.ts";
import { compileCondition, compileDuration, compileValue, sourceOf } from "./compile-parts.ts";
import { compileSource, type Evaluate } from "./compile-source.ts";

interface FlowStep {
  readonly step: ActionStep;
  readonly base: StepBase;
  /** The lists inside of it, in the order of `nestedSteps`. */
  readonly bodies: readonly (readonly CompiledStep[])[];
  readonly path: string;
  /** Why a return cannot stand here; nothing when it can. */
  readonly noReturn: string | undefined;
}

export function compileFlow(flow: FlowStep, problems: Problem[]): CompiledStep {
  const { step, base, bodies, path } = flow;
  if (step.switch !== undefined) return compileSwitch(flow, step.switch, problems);
  if (step.parallel !== undefined) {
    const branches = branchesOf(step).map(({ name }, i) => ({ name, steps: bodies[i] ?? [] }));
    return { ...base, kind: "parallel", branches, onFailure: step.parallel.onFailure ?? "stop" };
  }
  if (step.wait !== undefined) {
    return { ...base, kind: "wait", wait: compileWait(step.wait, `${path}.wait`, problems) };
  }
  if (step.call !== undefined) {
    return {
      ...base,
      kind: "call",
      rule: step.call.rule,
      inputs: compileValue(step.call.inputs ?? {}, `${path}.call.inputs`, problems),
      waits: step.call.wait ?? true,
      timeoutMs: step.timeout === undefined ? undefined : compileDuration(step.timeout, `${path}.timeout`, problems),
    };
  }
  if (step.set !== undefined) return { ...base, kind: "set", values: compileValue(step.set, `${path}.set`, problems) };
  if (step.do !== undefined) return { ...base, kind: "do", steps: bodies[0] ?? [] };
  if (flow.noReturn !== undefined) {
    const remedy = "Set a variable here, and return after the parallel step or the loop; or leave it out.";
    problems.push({ path: `${path}.return`, message: flow.noReturn, remedy });
  }
  return { ...base, kind: "return", value: compileValue(step.return, `${path}.return`, problems) };
}

function compileSwitch(
  { base, bodies, path }: FlowStep,
  { on, cases }: NonNullable<ActionStep["switch"]>,
  problems: Problem[],
): CompiledStep {
  const when = (value: unknown, place: string): Evaluate => {
    if (on !== undefined) return compileValue(value, place, problems);
    const condition = Condition.safeParse(value);
    if (condition.success) return compileCondition(condition.data, place, problems);
    const message = "Without `on`, each `when` is a condition.";
    problems.push({ path: place, message, remedy: "Write an expression, or say with `on` what is compared." });
    return () => false;
  };
  return {
    ...base,
    kind: "switch",
    on: on === undefined ? undefined : compileSource(sourceOf(on), `${path}.switch.on`, problems),
    cases: cases.map(({ when: value }, i) => ({
      when: when(value, `${path}.switch.cases[${i}].when`),
      steps: bodies[i] ?? [],
    })),
    otherwise: bodies[cases.length] ?? [],
  };
}

function compileWait(wait: NonNullable<ActionStep["wait"]>, path: string, problems: Problem[]): WaitFor {
  if (wait.for !== undefined) {
    if (!wait.for.includes("${{")) compileDuration(wait.for, `${path}.for`, problems);
    return { kind: "for", duration: compileValue(wait.for, `${path}.for`, problems) };
  }
  if (wait.until !== undefined) return { kind: "until", time: compileValue(wait.until, `${path}.until`, problems) };
  const match = sourceOf(wait.match ?? "event.subject");
  compileSource(match, `${path}.match`, problems);
  return {
    kind: "event",
    type: wait.event ?? "",
    key: compileValue(wait.key, `${path}.key`, problems),
    match,
    timeoutMs: wait.timeout === undefined ? undefined : compileDuration(wait.timeout, `${path}.timeout`, problems),
    onTimeout: wait.onTimeout ?? "fail",
  };
}
