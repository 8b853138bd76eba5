/**
 * The one walk through the steps of a rule. Whoever asks something of all steps asks here: a step inside of a `switch`
 * that a check did not see would be a way around the check.
 *
 * A step without an id gets one by its place: `a2`, and inside of it `a2_1` (do), `a2_case1_1`, `a2_else_1`, `a2_<branch>_1`,
 * `a2_error_1` (onError) and `a2_undo_1` (compensate).
 */
import type { ActionStep } from "./action-step.ts";
import type { Rule } from "./rule.ts";

/** Why a list of steps stands in a step. */
export type ListRole = "body" | "onError" | "compensate";

/** A list of steps inside of a step. */
export interface NestedSteps {
  readonly steps: readonly ActionStep[];
  /** Where it stands in the step: `do`, `switch.cases[0].do`, `parallel.branches.mail`. */
  readonly path: string;
  /** What stands in the default ids of its steps, between that of the step and their place; empty for a block. */
  readonly label: string;
  readonly role: ListRole;
}

/** The lists of steps that a step holds, in the order in which people read them. */
export function nestedSteps(step: ActionStep): NestedSteps[] {
  const lists: NestedSteps[] = [];
  const add = (role: ListRole, path: string, label: string, steps: readonly ActionStep[] | undefined) => {
    if (steps !== undefined) lists.push({ steps, path, label, role });
  };
  add("body", "do", "", step.do);
  for (const [i, { do: steps }] of (step.switch?.cases ?? []).entries())
    add("body", `switch.cases[${i}].do`, `case${i + 1}`, steps);
  add("body", "switch.else", "else", step.switch?.else);
  for (const { name, path, steps } of branchesOf(step)) add("body", path, name, steps);
  if (typeof step.onError === "object") add("onError", "onError", "error", step.onError);
  add("compensate", "compensate", "undo", step.compensate);
  return lists;
}

/** The branches of a `parallel` with their names; those of a list are called b1, b2, … */
export function branchesOf({ parallel }: ActionStep): { name: string; path: string; steps: readonly ActionStep[] }[] {
  const branches = parallel?.branches ?? [];
  if (isList(branches)) {
    return branches.map((steps, i) => ({ name: `b${i + 1}`, path: `parallel.branches[${i}]`, steps }));
  }
  return Object.entries(branches).map(([name, steps]) => ({ name, path: `parallel.branches.${name}`, steps }));
}

function isList<T>(value: readonly T[] | Readonly<Record<string, T>>): value is readonly T[] {
  return Array.isArray(value);
}

/** A step of a rule, wherever it stands. */
export interface RuleStep {
  readonly step: ActionStep;
  /** Its id, or the one it has by its place. */
  readonly id: string;
  /** `actions[2].switch.cases[0].do[1]`. */
  readonly path: string;
  readonly part: "actions" | "onFailure";
  /** How deep it stands: 0 for those of the rule itself. */
  readonly depth: number;
}

/** The id of a step by its place in a list. */
export function defaultStepId(prefix: string, place: number): string {
  return prefix === "" ? `a${place + 1}` : `${prefix}_${place + 1}`;
}

/** The beginning of the default ids in a list inside of a step. */
export function nestedPrefix(id: string, { label }: Pick<NestedSteps, "label">): string {
  return label === "" ? id : `${id}_${label}`;
}

/** Every step of a rule, those inside of steps included, each before what it holds. */
export function* stepsOf(rule: Pick<Rule, "actions" | "onFailure">): Generator<RuleStep> {
  yield* walk(rule.actions, { path: "actions", prefix: "", part: "actions", depth: 0 });
  yield* walk(rule.onFailure ?? [], { path: "onFailure", prefix: "", part: "onFailure", depth: 0 });
}

function* walk(
  steps: readonly ActionStep[],
  at: { readonly path: string; readonly prefix: string; readonly part: RuleStep["part"]; readonly depth: number },
): Generator<RuleStep> {
  for (const [place, step] of steps.entries()) {
    const id = step.id ?? defaultStepId(at.prefix, place);
    const path = `${at.path}[${place}]`;
    yield { step, id, path, part: at.part, depth: at.depth };
    for (const list of nestedSteps(step)) {
      const inside = {
        path: `${path}.${list.path}`,
        prefix: nestedPrefix(id, list),
        part: at.part,
        depth: at.depth + 1,
      };
      yield* walk(list.steps, inside);
    }
  }
}
