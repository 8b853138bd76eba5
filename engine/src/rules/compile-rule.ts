/**
 * A rule, read once: every expression and template compiled, every duration a number, every action found. What is wrong
 * is collected as problems with their places; a rule that has any is never saved, so a saved rule compiles unless a plugin
 * that it needs is no longer installed.
 */
import { AppError, type Problem, type Rule, type RuleRateLimit } from "@belfry/model";
import { compileRate } from "../rates/compile-rate.ts";
import type { RateLimit } from "../rates/gcra.ts";
import type { Registry } from "../registry.ts";
import type { CompiledStep } from "../run/compiled-step.ts";
import { needsOf, type RuleNeeds } from "../resources/rule-needs.ts";
import { everyStep } from "../run/steps-inside.ts";
import { compileCondition, compileDuration, sourceOf } from "./compile-parts.ts";
import { compileSource, type Evaluate } from "./compile-source.ts";
import { compilePart } from "./compile-steps.ts";
import type { InputSchema } from "./input-schema.ts";
import { readInputSchema } from "./input-schema.ts";

export interface CompiledRule {
  readonly id: number;
  readonly slug: string;
  readonly version: number;
  readonly priority: number;
  readonly definition: Rule;
  readonly condition: Evaluate | undefined;
  readonly forEach: Evaluate | undefined;
  /** How many work at once, of each value of the key when it has one. */
  readonly gate: CompiledConcurrency | undefined;
  /** How often it is started at the most. */
  readonly rate: { readonly rate: RateLimit; readonly onLimit: "queue" | "skip" } | undefined;
  readonly inputs: InputSchema;
  readonly timeoutMs: number | undefined;
  readonly steps: readonly CompiledStep[];
  readonly failureSteps: readonly CompiledStep[];
  readonly traits: RuleTraits;
  /** What its steps name outside of it. */
  readonly needs: RuleNeeds;
}

export interface CompiledConcurrency {
  readonly limit: number;
  readonly onBusy: "queue" | "skip" | "cancelOlder";
  readonly key: Evaluate | undefined;
}

/** What the runner has to look after for a rule, so that one without any of it costs nothing more. */
export interface RuleTraits {
  /** Whether any step can be undone. */
  readonly undoable: boolean;
  /** Whether a failure is written down before anything is done about it: what runs side by side begins nothing new then. */
  readonly needsVerdict: boolean;
  /** Whether steps keep something while they last. */
  readonly marks: boolean;
  /** Whether it waits for rules that it calls. */
  readonly calls: boolean;
  /** Whether it sets variables. */
  readonly sets: boolean;
}

const DEFAULT_PRIORITY = 100;

/** Compiles a rule that was saved. @throws AppError RULE_INVALID when it no longer compiles */
export function compileRule(registry: Registry, rule: { id: number; version: number; definition: Rule }): CompiledRule {
  const problems: Problem[] = [];
  const compiled = compileParts(registry, rule, problems);
  if (problems.length > 0) throw new AppError("RULE_INVALID", { problems, rule: rule.definition.rule });
  return compiled;
}

/** Compiles as much as can be and adds what is wrong to `problems`. */
export function compileParts(
  registry: Registry,
  { id, version, definition }: { id: number; version: number; definition: Rule },
  problems: Problem[],
): CompiledRule {
  const { forEach, condition, concurrency, rateLimit } = definition;
  // In the order in which people write a rule, so that its problems are named in that order.
  const head = {
    condition: condition === undefined ? undefined : compileCondition(condition, "condition", problems),
    forEach: forEach === undefined ? undefined : compileItems(itemsOf(forEach), "forEach", problems),
    inputs: readInputSchema(definition.inputs, problems),
    timeoutMs: definition.timeout === undefined ? undefined : compileDuration(definition.timeout, "timeout", problems),
  };
  const steps = compilePart(registry, definition, "actions", problems);
  const failureSteps = compilePart(registry, definition, "onFailure", problems);
  return {
    id,
    slug: definition.rule,
    version,
    definition,
    priority: definition.priority ?? DEFAULT_PRIORITY,
    rate: rateLimit && compileRuleRate(rateLimit, problems),
    gate: concurrency && compileConcurrency(concurrency, problems),
    ...head,
    steps,
    failureSteps,
    traits: traitsOf(steps, failureSteps),
    needs: needsOf(registry, definition),
  };
}

/** What exceeds a limit is not lost with `queue`, so it is spaced evenly; with `skip` the limit is what people mean by it. */
function compileConcurrency(
  { limit, key, onBusy = "queue" }: NonNullable<Rule["concurrency"]>,
  problems: Problem[],
): CompiledConcurrency {
  const compiled = key === undefined ? undefined : compileSource(sourceOf(key), "concurrency.key", problems);
  return { limit, onBusy, key: compiled };
}

function compileRuleRate(config: RuleRateLimit, problems: Problem[]): NonNullable<CompiledRule["rate"]> {
  const onLimit = config.onLimit ?? "queue";
  const burst = onLimit === "skip" ? config.limit : 1;
  return { rate: compileRate(config, burst, "rateLimit", problems), onLimit };
}

function traitsOf(steps: readonly CompiledStep[], failureSteps: readonly CompiledStep[]): RuleTraits {
  const all = [...everyStep(steps), ...everyStep(failureSteps)];
  const undoable = steps.some((step) => step.undoable);
  const sideBySide = all.some(({ kind, forEach }) => kind === "parallel" || (forEach?.concurrency ?? 1) > 1);
  return {
    undoable,
    needsVerdict: undoable || (sideBySide && failureSteps.length > 0),
    marks: all.some(({ kind, forEach }) => kind === "wait" || kind === "call" || forEach?.mayChange === true),
    calls: all.some((step) => step.kind === "call" && step.waits),
    sets: all.some(({ kind }) => kind === "set"),
  };
}

function itemsOf(forEach: NonNullable<Rule["forEach"]>): string | readonly unknown[] {
  return typeof forEach === "object" && !Array.isArray(forEach) ? forEach.items : forEach;
}

function compileItems(items: string | readonly unknown[], path: string, problems: Problem[]): Evaluate {
  return typeof items === "string" ? compileSource(sourceOf(items), path, problems) : () => items;
}
