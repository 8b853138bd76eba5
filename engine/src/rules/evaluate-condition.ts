import { conditionExpression } from "@belfry/model";
import type { CompiledRule } from "./compile-rule.ts";
import { storableText } from "../values/storable.ts";
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
    if (value === false)
      return { kind: "false", detail: decisive(conditionExpression(rule.definition.condition ?? ""), scope) };
    return { kind: "error", message: `The condition is neither true nor false but ${JSON.stringify(value)}.` };
  } catch (error) {
    return { kind: "error", message: error instanceof Error ? error.message : String(error) };
  }
}

/** A value longer than this, as JSON, is shown cut off: it is kept once for every slot it decides. */
const MAX_SHOWN = 1_000;

/** The condition and the values it names: what a person needs to see why nothing was started. */
function decisive(condition: string, scope: Scope): Record<string, unknown> {
  const names = (word: string) => wordPattern(word).test(condition);
  const vars = Object.entries(scope.vars).filter(([name]) => names("vars") && names(name));
  return {
    condition,
    ...(vars.length > 0 && { vars: Object.fromEntries(vars.map(([name, value]) => [name, shown(value)])) }),
    ...(names("trigger") && { trigger: scope.trigger }),
    ...(names("event") && { event: shown(scope.event) }),
    ...(names("inputs") && { inputs: shown(scope.inputs) }),
    ...(names("now") && { now: scope.now.toISOString() }),
  };
}

/** A word by itself; names are often Chinese, of which `\b` knows nothing. */
function wordPattern(word: string): RegExp {
  const literal = word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${literal}(?![\p{L}\p{N}_])`, "u");
}

function shown(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text !== undefined && text.length > MAX_SHOWN ? storableText(`${text.slice(0, MAX_SHOWN)}…`) : value;
}
