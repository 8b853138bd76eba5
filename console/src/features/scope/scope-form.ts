import type { Scope } from "@belfry/client";

/** What somebody is restricted to, as the form holds it. A line that is not complete yet restricts nothing. */
export interface ScopeForm {
  readonly restricted: boolean;
  readonly labels: readonly Partial<LabelLine>[];
  readonly inputs: readonly Partial<InputLine>[];
}

interface LabelLine {
  readonly label: string;
  readonly values: readonly string[];
}

interface InputLine {
  readonly rule: string;
  readonly input: string;
  readonly values: readonly string[];
}

type InputValue = string | number | boolean;
/** The type that a rule declares for an input: `integer`, `string` … */
export type InputTypeOf = (rule: string, input: string) => string | undefined;

export const everything: ScopeForm = { restricted: false, labels: [], inputs: [] };

export function toScopeForm(scope: Scope | null): ScopeForm {
  if (scope === null) return everything;
  return {
    restricted: true,
    labels: Object.entries(scope.labels).map(([label, values]) => ({ label, values })),
    inputs: Object.entries(scope.inputs).flatMap(([rule, inputs]) =>
      Object.entries(inputs).map(([input, values]) => ({ rule, input, values: values.map(String) })),
    ),
  };
}

/**
 * @param typeOf a 1 that is typed for a number is another value than the text "1", and a text would never match
 */
export function toScope({ restricted, labels, inputs }: ScopeForm, typeOf: InputTypeOf): Scope | null {
  if (!restricted) return null;
  const scope: { labels: Record<string, string[]>; inputs: Record<string, Record<string, InputValue[]>> } = {
    labels: {},
    inputs: {},
  };
  for (const { label, values } of labels) {
    if (label !== undefined && values !== undefined && values.length > 0)
      scope.labels[label] = [...new Set([...(scope.labels[label] ?? []), ...values])];
  }
  for (const { rule, input, values } of inputs) {
    if (rule === undefined || input === undefined || values === undefined || values.length === 0) continue;
    const typed = values.map((text) => typedValue(text, typeOf(rule, input)));
    scope.inputs[rule] = { ...scope.inputs[rule], [input]: [...new Set(typed)] };
  }
  return scope;
}

/** Whether the form restricts to something: an empty restriction would look like one and be none. */
export function restrictsNothing(form: ScopeForm): boolean {
  const scope = toScope(form, () => undefined);
  return scope !== null && Object.keys(scope.labels).length === 0 && Object.keys(scope.inputs).length === 0;
}

function typedValue(text: string, type: string | undefined): InputValue {
  const trimmed = text.trim();
  if ((type === "integer" || type === "number") && trimmed !== "" && Number.isFinite(Number(trimmed)))
    return Number(trimmed);
  if (type === "boolean" && (trimmed === "true" || trimmed === "false")) return trimmed === "true";
  return text;
}
