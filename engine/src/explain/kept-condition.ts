import { conditionExpression, parseField, traceExpression, type Condition, type TracedPart } from "@belfry/model";
import type { Scope } from "../rules/scope.ts";
import { step, type ExplainStep } from "./explanation.ts";

type Detail = Readonly<Record<string, unknown>>;

/**
 * The step for a condition that was false or threw, with what each part of it came to. The parts are evaluated with the
 * values that were kept when it was decided; where those were cut off or not all of them kept, only the values are shown.
 */
export function keptConditionStep(
  detail: Detail,
  {
    failed,
    decidedAt,
    surroundings,
  }: {
    readonly failed: boolean;
    readonly decidedAt: Date;
    readonly surroundings: Pick<Scope, "timezone" | "calendars">;
  },
): ExplainStep | undefined {
  const { condition, expression, message, now, ...values } = detail;
  if (typeof condition !== "string") {
    return typeof message === "string"
      ? step("condition.rule-error", "no", { values: { message }, at: decidedAt })
      : undefined;
  }
  if (condition === "late") return undefined;
  const ofTrigger = condition === "trigger";
  const source = expressionOf(ofTrigger ? (typeof expression === "string" ? expression : "true") : condition);
  const scope = {
    ...surroundings,
    trigger: {},
    inputs: {},
    vars: {},
    ...values,
    now: typeof now === "string" ? new Date(now) : decidedAt,
  };
  const parts = tracedParts(source, scope);
  const agrees = failed ? parts[0]?.problem !== undefined : parts[0]?.value === false;
  const place = ofTrigger ? "trigger" : "rule";
  return step(failed ? `condition.${place}-error` : `condition.${place}-false`, "no", {
    at: decidedAt,
    values: { ...values, condition: source, ...(message !== undefined && { message }) },
    parts: agrees ? parts : [],
  });
}

/** What each part of a condition comes to, without whatever is no value of its own. */
export function tracedParts(source: string, scope: Readonly<Record<string, unknown>>): readonly TracedPart[] {
  const traced = traceExpression(source, scope);
  return traced.ok ? traced.parts : [];
}

/** The expression that a condition means, without the marks around it. */
export function expressionOf(condition: Condition): string {
  const text = conditionExpression(condition);
  const field = parseField(text);
  return field.kind === "expression" ? field.source : text;
}
