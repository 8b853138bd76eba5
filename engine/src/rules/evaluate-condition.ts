import { conditionExpression, type TriggerConfig } from "@belfry/model";
import type { CompiledRule } from "./compile-rule.ts";
import type { Evaluate } from "./compile-source.ts";
import { storableText } from "../values/storable.ts";
import type { Scope } from "./scope.ts";

export type ConditionVerdict =
  | { readonly kind: "true" }
  /** With the values that decided it. */
  | { readonly kind: "false"; readonly detail: Readonly<Record<string, unknown>> }
  /** The condition threw, or is neither true nor false. Never taken for "false". */
  | { readonly kind: "error"; readonly message: string; readonly detail: Readonly<Record<string, unknown>> };

/** Whether a rule's condition holds. A rule without one always holds. */
export function evaluateCondition(rule: CompiledRule, scope: Scope): ConditionVerdict {
  const { condition, definition } = rule;
  if (condition === undefined) return { kind: "true" };
  const values = () => decisive(conditionExpression(definition.condition ?? ""), scope);
  return verdictOf(() => condition(scope), { name: "The condition", values });
}

/** The same for the condition of a trigger, which is decided before that of the rule. */
export function evaluateTriggerCondition(
  { condition, config }: { readonly condition?: Evaluate | undefined; readonly config: TriggerConfig },
  scope: Scope,
): ConditionVerdict {
  if (condition === undefined) return { kind: "true" };
  const values = () => {
    const { condition: expression, ...named } = decisive(conditionExpression(config.condition ?? ""), scope);
    return { condition: "trigger", expression, ...named };
  };
  return verdictOf(() => condition(scope), { name: "The trigger's condition", values });
}

function verdictOf(
  evaluate: () => unknown,
  { name, values }: { readonly name: string; readonly values: () => Record<string, unknown> },
): ConditionVerdict {
  const error = (message: string): ConditionVerdict => ({ kind: "error", message, detail: values() });
  let value: unknown;
  try {
    value = evaluate();
  } catch (thrown) {
    return error(thrown instanceof Error ? thrown.message : String(thrown));
  }
  if (value === true) return { kind: "true" };
  if (value === false) return { kind: "false", detail: values() };
  return error(`${name} is neither true nor false but ${JSON.stringify(value)}.`);
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
    ...(names("trigger") && { trigger: shown(scope.trigger) }),
    ...(names("event") && { event: shown(scope.event) }),
    ...(names("inputs") && { inputs: shown(scope.inputs) }),
    ...(/\blookups?\b/.test(condition) && scope.lookups !== undefined && { lookups: shown(readable(scope.lookups)) }),
    ...(names("now") && { now: scope.now.toISOString() }),
  };
}

/** A word by itself; names are often Chinese, of which `\b` knows nothing. */
function wordPattern(word: string): RegExp {
  const literal = word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${literal}(?![\p{L}\p{N}_])`, "u");
}

/** A table that cannot be looked up in throws where it is named: in its place stands why. */
function readable(lookups: object): Record<string, unknown> {
  const read = (name: string): unknown => {
    try {
      return Reflect.get(lookups, name);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return Object.fromEntries(Object.keys(lookups).map((name) => [name, read(name)]));
}

function shown(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text !== undefined && text.length > MAX_SHOWN ? storableText(`${text.slice(0, MAX_SHOWN)}…`) : value;
}
