import { joinPath, secretReferences, type ActionStep, type Problem, type Rule } from "@belfry/model";
import type { z } from "zod";
import type { Registry } from "../registry.ts";
import { compileRate } from "../rates/compile-rate.ts";
import type { StepRate } from "../rates/step-rate.ts";
import type { CompiledAction, StepBase } from "../run/compiled-step.ts";
import { compileInput, type CompiledInput } from "./compile-input.ts";
import { compileDuration, compileValue } from "./compile-parts.ts";
import { compileRetry } from "./compile-retry.ts";

const DEFAULT_ACTION_TIMEOUT_MS = 300_000;

/** Compiles a step that uses an action; nothing when there is no such action. */
export function compileAction(
  { registry, rule, problems }: { registry: Registry; rule: Rule; problems: Problem[] },
  step: ActionStep & { readonly use: string },
  base: StepBase,
  path: string,
): CompiledAction | undefined {
  const definition = registry.actions.get(step.use);
  if (definition === undefined) {
    const known = [...registry.actions.keys()].toSorted().join(", ");
    problems.push({
      path: `${path}.use`,
      message: `There is no action ${step.use}.`,
      remedy: `Use one of: ${known}.`,
    });
    return undefined;
  }
  const retry = compileRetry({ rule: rule.retry, step: step.retry }, `${path}.retry`, problems);
  const value = step.with ?? {};
  const input = compileInput(definition.input, value, { path: `${path}.with` }, problems);
  checkShape(definition.input.safeParse(value), input, `${path}.with`, problems);
  for (const found of definition.check?.(value) ?? [])
    problems.push({ ...found, path: `${path}.with${found.path === "" ? "" : `.${found.path}`}` });
  return {
    ...base,
    kind: "use",
    definition,
    input,
    secrets: new Set(secretReferences(value)),
    asksFirst: step.approval === true,
    recipientsAbove: recipientsLimit(rule, step),
    rate: step.rateLimit && compileStepRate(step.rateLimit, `${path}.rateLimit`, problems),
    retry,
    timeoutMs:
      step.timeout === undefined
        ? (definition.timeoutMs ?? DEFAULT_ACTION_TIMEOUT_MS)
        : compileDuration(step.timeout, `${path}.timeout`, problems),
  };
}

function compileStepRate(config: NonNullable<ActionStep["rateLimit"]>, path: string, problems: Problem[]): StepRate {
  const { key } = config;
  return {
    rate: compileRate(config, 1, path, problems),
    key: key === undefined ? undefined : compileValue(key, `${path}.key`, problems),
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
  input: CompiledInput,
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
