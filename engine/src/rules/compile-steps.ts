/**
 * The steps of a rule, read once, with those inside of them. Ids are unique within each part of a rule, however deep the
 * steps lie: they name the checkpoints.
 */
import {
  compileExpression,
  conditionExpression,
  defaultStepId,
  kindOfStep,
  nestedPrefix,
  nestedSteps,
  type ActionForEach,
  type ActionStep,
  type NestedSteps,
  type Problem,
  type Rule,
} from "@belfry/model";
import type { Registry } from "../registry.ts";
import type { CompiledForEach, CompiledStep, StepBase } from "../run/compiled-step.ts";
import { compileAction } from "./compile-action.ts";
import { compileFlow } from "./compile-flow.ts";
import { compileCondition, sourceOf } from "./compile-parts.ts";
import { compileSource } from "./compile-source.ts";

/** What is the same for all steps of a part of a rule. */
export interface PartContext {
  readonly registry: Registry;
  readonly rule: Rule;
  readonly part: "actions" | "onFailure";
  readonly problems: Problem[];
  readonly names: Set<string>;
}

/** Where a list of steps stands. */
export interface ListPlace {
  readonly path: string;
  /** The beginning of the default ids of its steps; empty at the top. */
  readonly prefix: string;
  readonly depth: number;
  readonly loops: number;
  /** Why no step of it can end the execution as a success; nothing when it can. */
  readonly noReturn: string | undefined;
  /** Whether a step of it can be undone: not what undoes another, and not what is done about a failure. */
  readonly undone: boolean;
}

/** Deeper than this nobody reads a rule, and every level costs a frame of the stack. */
const DEEPEST = 10;

export function compilePart(registry: Registry, rule: Rule, part: PartContext["part"], problems: Problem[]) {
  const context: PartContext = { registry, rule, part, problems, names: new Set() };
  const isFailure = part === "onFailure";
  const noReturn = isFailure ? "What is done about a failure makes no success of it." : undefined;
  const place = { path: part, prefix: "", depth: 0, loops: 0, noReturn, undone: !isFailure };
  return compileList(context, rule[part] ?? [], place);
}

function compileList(context: PartContext, steps: readonly ActionStep[], place: ListPlace): CompiledStep[] {
  if (place.depth > DEEPEST) {
    const message = `Steps stand more than ${DEEPEST} deep in each other.`;
    context.problems.push({ path: place.path, message, remedy: "Move some of them into a rule that is called." });
    return [];
  }
  const earlier = new Set<string>();
  return steps.flatMap((step, i) => {
    const name = step.id ?? defaultStepId(place.prefix, i);
    const compiled = compileStep(context, step, name, { ...place, path: `${place.path}[${i}]` }, earlier);
    earlier.add(name);
    return compiled === undefined ? [] : [compiled];
  });
}

function compileStep(
  context: PartContext,
  step: ActionStep,
  name: string,
  at: ListPlace,
  earlier: ReadonlySet<string>,
): CompiledStep | undefined {
  const { problems, names, part } = context;
  const { path } = at;
  if (names.has(name)) {
    const message = `Two actions are called ${name}.`;
    problems.push({ path: `${path}.id`, message, remedy: "Give each action an id of its own." });
  }
  names.add(name);
  if (step.retryFrom !== undefined && !earlier.has(step.retryFrom)) {
    const message = `No action before this one is called ${step.retryFrom}.`;
    const remedy = "Name an earlier action of the same list, or leave it out to begin again at this one.";
    problems.push({ path: `${path}.retryFrom`, message, remedy });
  }
  const kind = kindOfStep(step);
  checkFields(step, kind, path, problems);
  const idPrefix = part === "onFailure" ? "onFailure." : "";
  const forEach = step.forEach === undefined ? undefined : compileForEach(step.forEach, `${path}.forEach`, problems);
  const loops = at.loops + (forEach === undefined ? 0 : 1);
  const noReturn =
    at.noReturn ??
    (kind === "parallel" || (forEach?.concurrency ?? 1) > 1
      ? "Where several steps run side by side, none of them can end the execution."
      : undefined);
  if (step.compensate !== undefined && !at.undone) {
    const message = "This step is never undone: it stands in onFailure, or undoes another step itself.";
    problems.push({ path: `${path}.compensate`, message, remedy: "Leave compensate out here." });
  }
  const inside = (list: NestedSteps): CompiledStep[] =>
    compileList(context, list.steps, {
      path: `${path}.${list.path}`,
      prefix: nestedPrefix(name, list),
      depth: at.depth + 1,
      // What takes the place of a loop, or undoes it, is not in the loop.
      loops: list.role === "onError" ? at.loops : loops,
      noReturn: {
        body: noReturn,
        onError: at.noReturn,
        compensate: "What undoes a step makes no success of a failure.",
      }[list.role],
      undone: at.undone && list.role !== "compensate",
    });
  const lists = nestedSteps(step).map((list) => ({ ...list, compiled: inside(list) }));
  const ofRole = (role: NestedSteps["role"]) => lists.filter((list) => list.role === role);
  const compensate = ofRole("compensate").flatMap((list) => list.compiled);
  const within = lists.filter((list) => list.role !== "compensate").flatMap((list) => list.compiled);
  const base: StepBase = {
    id: `${idPrefix}${name}`,
    name,
    use: step.use ?? kind,
    condition: step.if === undefined ? undefined : compileCondition(step.if, `${path}.if`, problems),
    conditionMayChange: step.if !== undefined && namesVariables(sourceOf(conditionExpression(step.if))),
    forEach,
    retryFrom: step.retryFrom === undefined ? undefined : `${idPrefix}${step.retryFrom}`,
    onError: step.onError === undefined ? undefined : ofRole("onError").flatMap((list) => list.compiled),
    compensate,
    afterFailure: !at.undone,
    loops: at.loops,
    covers: new Set([`${idPrefix}${name}`, ...within.flatMap((inner) => [...inner.covers])]),
    inner: within.flatMap((inner) => [inner.name, ...inner.inner]),
    undoable: compensate.length > 0 || within.some((inner) => inner.undoable),
    sets: kind === "set" || within.some((inner) => inner.sets),
  };
  if (step.use !== undefined) return compileAction(context, { ...step, use: step.use }, base, path);
  const bodies = ofRole("body").map((list) => list.compiled);
  return compileFlow({ step, base, bodies, path, noReturn: at.noReturn }, problems);
}

/** Fields that mean nothing for what a step does: whoever wrote one expects something of it. */
function checkFields(step: ActionStep, kind: string, path: string, problems: Problem[]): void {
  const allowed: Readonly<Record<string, readonly string[]>> = {
    with: ["use"],
    approval: ["use"],
    retry: ["use"],
    timeout: ["use", "call"],
    compensate: ["use", "do", "switch", "parallel", "wait", "call"],
    onError: ["use", "do", "switch", "parallel", "wait", "call", "set"],
    forEach: ["use", "do", "switch", "parallel", "wait", "call", "set"],
  };
  for (const [field, kinds] of Object.entries(allowed)) {
    if (step[field as keyof ActionStep] === undefined || kinds.includes(kind)) continue;
    const message = `${field} means nothing for a step with ${kind}.`;
    problems.push({ path: `${path}.${field}`, message, remedy: `It is for ${kinds.join(", ")}.` });
  }
}

function compileForEach(
  forEach: NonNullable<ActionStep["forEach"]>,
  path: string,
  problems: Problem[],
): CompiledForEach {
  const options: ActionForEach = typeof forEach === "object" && !Array.isArray(forEach) ? forEach : { items: forEach };
  const at = options === forEach ? `${path}.items` : path;
  const { items } = options;
  const source = typeof items === "string" ? sourceOf(items) : undefined;
  return {
    items: source === undefined ? () => items : compileSource(source, at, problems),
    mayChange: source !== undefined && namesVariables(source),
    concurrency: options.concurrency ?? 1,
    onFailure: options.onFailure ?? "stop",
  };
}

/** Only variables change while an execution lasts; all else that an expression sees is kept with it. */
function namesVariables(source: string): boolean {
  const parsed = compileExpression(source);
  return parsed.ok && parsed.expression.roots.includes("vars");
}
