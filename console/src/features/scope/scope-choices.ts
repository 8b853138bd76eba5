import type { RuleView } from "@belfry/client";
import type { InputTypeOf } from "./scope-form.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen in the form of a scope, from the rules there are. */
export interface ScopeChoices {
  readonly labels: readonly string[];
  valuesOfLabel(label: string | undefined): readonly string[];
  readonly rules: readonly Choice[];
  inputsOf(rule: string | undefined): readonly Choice[];
  valuesOfInput(rule: string | undefined, input: string | undefined): readonly string[];
  readonly typeOf: InputTypeOf;
}

interface InputSchema {
  readonly type?: string;
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly items?: InputSchema;
}

export function scopeChoices(
  rules: readonly Pick<RuleView, "rule" | "name" | "labels" | "definition">[],
): ScopeChoices {
  const labels = new Map<string, Set<string>>();
  for (const rule of rules) {
    for (const [label, value] of Object.entries(rule.labels))
      labels.set(label, (labels.get(label) ?? new Set()).add(value));
  }
  const inputs = new Map(rules.map(({ rule, definition }) => [rule, propertiesOf(definition["inputs"])]));
  // Of a list each item must be allowed.
  const schemaOf = (rule = "", input = ""): InputSchema => {
    const schema = inputs.get(rule)?.[input] ?? {};
    return schema.items ?? schema;
  };
  return {
    labels: [...labels.keys()],
    valuesOfLabel: (label = "") => [...(labels.get(label) ?? [])],
    rules: rules
      .filter(({ rule }) => Object.keys(inputs.get(rule) ?? {}).length > 0)
      .map(({ rule, name }) => ({ value: rule, label: name })),
    inputsOf: (rule = "") =>
      Object.entries(inputs.get(rule) ?? {}).map(([value, { title }]) => ({ value, label: title ?? value })),
    valuesOfInput: (rule, input) => (schemaOf(rule, input).enum ?? []).map(String),
    typeOf: (rule, input) => schemaOf(rule, input).type,
  };
}

function propertiesOf(schema: unknown): Readonly<Record<string, InputSchema>> {
  if (typeof schema !== "object" || schema === null || !("properties" in schema)) return {};
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? (properties as Record<string, InputSchema>) : {};
}
