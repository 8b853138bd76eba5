import { secretReferences, stepsOf, type Rule } from "@belfry/model";

/** What a rule names of the installation it runs in. */
export interface RuleNeeds {
  readonly secrets: readonly string[];
  /** May name more than there are: what stands in a text is not always meant. */
  readonly variables: readonly string[];
  readonly calendars: readonly string[];
  /** The rules that it calls. */
  readonly rules: readonly string[];
}

const VARIABLE = /\bvars(?:\.([A-Za-z_]\w*)|\[["']([A-Za-z_]\w*)["']\])/g;
const QUOTED = /["']([a-z0-9][a-z0-9-]*)["']/g;

/** @param calendars the names of those that there are: an expression names one as a text like any other */
export function needsOf(rule: Rule, calendars: ReadonlySet<string>): RuleNeeds {
  const texts = [...textsIn(rule)];
  const own = new Set(Object.keys(rule.vars ?? {}));
  const variables = texts.flatMap((text) =>
    [...text.matchAll(VARIABLE)].map(([, dotted, quoted]) => dotted ?? quoted ?? ""),
  );
  const quoted = texts.flatMap((text) => [...text.matchAll(QUOTED)].map(([, name]) => name ?? ""));
  const asked = (rule.triggers ?? []).flatMap(({ calendar }) => (calendar === undefined ? [] : [calendar]));
  const called = [...stepsOf(rule)].flatMap(({ step }) => (step.call === undefined ? [] : [step.call.rule]));
  return {
    secrets: secretReferences(rule),
    variables: sorted(variables.filter((name) => !own.has(name))),
    calendars: sorted([...asked, ...quoted.filter((name) => calendars.has(name))]),
    rules: sorted(called),
  };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}
