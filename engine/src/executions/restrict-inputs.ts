/**
 * What somebody who is restricted may start a rule with: each restricted input names allowed values and no other. What
 * they start is seen by them afterwards, because `belfry.inputs_in_scope` decides by the same rule.
 */
import { AppError, type Scope } from "@belfry/model";
import type { CompiledRule } from "../rules/compile-rule.ts";

type Allowed = Scope["inputs"][string][string];

/**
 * Fills in what a restricted caller left out: a list with all allowed values, a single value when only one is allowed.
 * @throws AppError INPUT_NOT_ALLOWED
 */
export function fillRestrictedInputs(rule: CompiledRule, inputs: unknown, scope: Scope | null): unknown {
  const restrictions = restrictionsOf(rule, scope);
  const given = inputs ?? {};
  // What is no object is refused for that, when it is read.
  if (restrictions.length === 0 || typeof given !== "object" || Array.isArray(given)) return inputs;
  const missing = restrictions
    .filter(([input]) => !Object.hasOwn(given, input))
    .map(([input, allowed]): [string, unknown] => {
      if (isList(rule, input)) return [input, allowed];
      if (allowed.length > 1) throw notAllowed(rule, input, allowed);
      return [input, allowed[0]];
    });
  return { ...given, ...Object.fromEntries(missing) };
}

/** Refuses inputs that name anything but allowed values. @throws AppError INPUT_NOT_ALLOWED */
export function checkRestrictedInputs(
  rule: CompiledRule,
  inputs: Readonly<Record<string, unknown>>,
  scope: Scope | null,
): void {
  for (const [input, allowed] of restrictionsOf(rule, scope)) {
    const value = Object.hasOwn(inputs, input) ? inputs[input] : undefined;
    // An empty list names nothing, and many rules take it for everything.
    const values: unknown[] = Array.isArray(value) ? value : [value];
    const isAllowed = values.length > 0 && values.every((one) => allowed.some((known) => known === one));
    if (!isAllowed) throw notAllowed(rule, input, allowed);
  }
}

function restrictionsOf(rule: CompiledRule, scope: Scope | null): [string, Allowed][] {
  return scope !== null && Object.hasOwn(scope.inputs, rule.slug) ? Object.entries(scope.inputs[rule.slug] ?? {}) : [];
}

/** Whether the schema of the rule's inputs says that this one is a list. */
function isList(rule: CompiledRule, input: string): boolean {
  const properties = rule.definition.inputs?.["properties"];
  if (typeof properties !== "object" || properties === null || !Object.hasOwn(properties, input)) return false;
  const property = (properties as Readonly<Record<string, unknown>>)[input];
  return typeof property === "object" && property !== null && "type" in property && property.type === "array";
}

function notAllowed(rule: CompiledRule, input: string, allowed: Allowed): AppError {
  const values = allowed.map((value) => JSON.stringify(value)).join(", ");
  const reason = `The input "${input}" of "${rule.slug}" may be: ${values}.`;
  return new AppError("INPUT_NOT_ALLOWED", { rule: rule.slug, input, allowed, reason });
}
