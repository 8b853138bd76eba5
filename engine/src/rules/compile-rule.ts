/**
 * A rule, read once: every expression and template compiled, every duration a number, every action found. What is wrong
 * is collected as problems with their places; a rule that has any is never saved, so a saved rule compiles unless a plugin
 * that it needs is no longer installed.
 */
import {
  AppError,
  conditionExpression,
  parseDuration,
  joinPath,
  type ActionStep,
  type Problem,
  type Rule,
  parseField,
  secretReferences,
} from "@belfry/model";
import type { z } from "zod";
import type { Registry } from "../registry.ts";
import type { CompiledForEach, CompiledStep } from "../run/compiled-step.ts";
import { retryPolicy } from "../run/retry-delay.ts";
import { compileInput } from "./compile-input.ts";
import { compileSource, type Evaluate } from "./compile-source.ts";
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
  readonly gate: { readonly limit: number; readonly onBusy: "queue" | "skip" } | undefined;
  readonly inputs: InputSchema;
  readonly timeoutMs: number | undefined;
  readonly steps: readonly CompiledStep[];
  readonly failureSteps: readonly CompiledStep[];
}

const DEFAULT_PRIORITY = 100;
const DEFAULT_ACTION_TIMEOUT_MS = 300_000;

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
  const { forEach, condition, concurrency } = definition;
  return {
    id,
    slug: definition.rule,
    version,
    definition,
    priority: definition.priority ?? DEFAULT_PRIORITY,
    condition:
      condition === undefined ? undefined : compileSource(inner(conditionExpression(condition)), "condition", problems),
    forEach: forEach === undefined ? undefined : compileItems(itemsOf(forEach), "forEach", problems),
    gate: concurrency === undefined ? undefined : { limit: concurrency.limit, onBusy: concurrency.onBusy ?? "queue" },
    inputs: readInputSchema(definition.inputs, problems),
    timeoutMs: definition.timeout === undefined ? undefined : duration(definition.timeout, "timeout", problems),
    steps: compileSteps(registry, definition, "actions", problems),
    failureSteps: compileSteps(registry, definition, "onFailure", problems),
  };
}

function compileSteps(
  registry: Registry,
  rule: Rule,
  part: "actions" | "onFailure",
  problems: Problem[],
): CompiledStep[] {
  const steps = rule[part] ?? [];
  const names = new Set<string>();
  return steps.flatMap((step, i) => {
    const path = `${part}[${i}]`;
    const name = step.id ?? `a${i + 1}`;
    if (names.has(name))
      problems.push({
        path: `${path}.id`,
        message: `Two actions are called ${name}.`,
        remedy: "Give each action an id of its own.",
      });
    if (step.retryFrom !== undefined && !names.has(step.retryFrom))
      problems.push({
        path: `${path}.retryFrom`,
        message: `No action before this one is called ${step.retryFrom}.`,
        remedy: "Name an earlier action, or leave it out to begin again at this one.",
      });
    names.add(name);
    const compiled = compileStep(
      registry,
      rule,
      step,
      { path, name, prefix: part === "onFailure" ? "onFailure." : "" },
      problems,
    );
    return compiled === undefined ? [] : [compiled];
  });
}

function compileStep(
  registry: Registry,
  rule: Rule,
  step: ActionStep,
  at: { readonly path: string; readonly name: string; readonly prefix: string },
  problems: Problem[],
): CompiledStep | undefined {
  const definition = registry.actions.get(step.use);
  if (definition === undefined) {
    const known = [...registry.actions.keys()].toSorted().join(", ");
    problems.push({
      path: `${at.path}.use`,
      message: `There is no action ${step.use}.`,
      remedy: `Use one of: ${known}.`,
    });
    return undefined;
  }
  for (const [field, text] of Object.entries({ ...rule.retry, ...step.retry })) {
    if (field === "delay" || field === "maxDelay")
      duration(String(text), joinPath(`${at.path}.retry`, field), problems);
  }
  const value = step.with ?? {};
  const input = compileInput(definition.input, value, { path: `${at.path}.with` }, problems);
  checkShape(definition.input.safeParse(value), input, `${at.path}.with`, problems);
  for (const found of definition.check?.(value) ?? [])
    problems.push({ ...found, path: `${at.path}.with${found.path === "" ? "" : `.${found.path}`}` });
  return {
    id: `${at.prefix}${at.name}`,
    name: at.name,
    definition,
    input,
    secrets: new Set(secretReferences(value)),
    asksFirst: step.approval === true,
    recipientsAbove: recipientsLimit(rule, step),
    condition: step.if === undefined ? undefined : compileSource(inner(step.if), `${at.path}.if`, problems),
    forEach: step.forEach === undefined ? undefined : compileForEach(step.forEach, `${at.path}.forEach`, problems),
    retry: safely(() => retryPolicy(rule.retry, step.retry), retryPolicy(undefined, undefined)),
    retryFrom: step.retryFrom === undefined ? undefined : `${at.prefix}${step.retryFrom}`,
    timeoutMs:
      step.timeout === undefined
        ? (definition.timeoutMs ?? DEFAULT_ACTION_TIMEOUT_MS)
        : duration(step.timeout, `${at.path}.timeout`, problems),
  };
}

/** The stricter of what the rule and the step say; null when neither says anything. */
function recipientsLimit({ approval }: Rule, step: ActionStep): number | null {
  const ofStep = typeof step.approval === "object" ? step.approval.recipientsAbove : Number.POSITIVE_INFINITY;
  const limit = Math.min(approval?.recipientsAbove ?? Number.POSITIVE_INFINITY, ofStep);
  return Number.isFinite(limit) ? limit : null;
}

/** What the schema says against an input, apart from values that are known only when it runs. */
function checkShape(
  parsed: z.ZodSafeParseResult<unknown>,
  input: ReturnType<typeof compileInput>,
  path: string,
  problems: Problem[],
): void {
  for (const issue of parsed.error?.issues ?? []) {
    if (input.isDynamic(issue.path) && issue.code !== "unrecognized_keys") continue;
    const at = issue.path.reduce<string>(
      (joined, key) => joinPath(joined, typeof key === "symbol" ? String(key) : key),
      path,
    );
    problems.push({
      path: at,
      message: `${issue.message}.`,
      remedy: "See the reference of this action for its fields.",
    });
  }
}

function compileForEach(
  forEach: NonNullable<ActionStep["forEach"]>,
  path: string,
  problems: Problem[],
): CompiledForEach {
  const options = typeof forEach === "object" && !Array.isArray(forEach) ? forEach : { items: forEach };
  return {
    items: compileItems(options.items, options === forEach ? `${path}.items` : path, problems),
    concurrency: options.concurrency ?? 1,
    onFailure: options.onFailure ?? "stop",
  };
}

function itemsOf(forEach: NonNullable<Rule["forEach"]>): string | readonly unknown[] {
  return typeof forEach === "object" && !Array.isArray(forEach) ? forEach.items : forEach;
}

function compileItems(items: string | readonly unknown[], path: string, problems: Problem[]): Evaluate {
  return typeof items === "string" ? compileSource(inner(items), path, problems) : () => items;
}

/** `condition`, `if` and `forEach` are expressions with or without `${{ }}` around them. */
function inner(text: string): string {
  const field = parseField(text);
  return field.kind === "expression" ? field.source : text;
}

function duration(text: string, path: string, problems: Problem[]): number {
  try {
    return parseDuration(text);
  } catch (error) {
    const { message, remedy } =
      error instanceof AppError ? error : { message: String(error), remedy: "Write a duration like 30s or 5m." };
    problems.push({ path, message, remedy });
    return 0;
  }
}

function safely<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    // Its durations are reported as problems of their own.
    return otherwise;
  }
}
