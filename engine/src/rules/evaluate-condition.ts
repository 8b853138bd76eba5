import type { CompiledRule } from "./compile-rule.ts";
import type { Scope } from "./scope.ts";

export type ConditionVerdict =
  | { readonly kind: "true" }
  /** With the values that decided it. */
  | { readonly kind: "false"; readonly detail: Readonly<Record<string, unknown>> }
  /** The condition threw, or is neither true nor false. Never taken for "false". */
  | { readonly kind: "error"; readonly message: string };

/** Whether a rule's condition holds. A rule without one always holds. */
export function evaluateCondition(rule: CompiledRule, scope: Scope): ConditionVerdict {
  if (rule.condition === undefined) return { kind: "true" };
  try {
    const value = rule.condition(scope);
    if (value === true) return { kind: "true" };
    if (value === false) return { kind: "false", detail: { condition: rule.definition.condition, trigger: scope.trigger, inputs: scope.inputs } };
    return { kind: "error", message: `The condition is neither true nor false but ${JSON.stringify(value)}.` };
  } catch (error) {
    return { kind: "error", message: error instanceof Error ? error.message : String(error) };
  }
}
