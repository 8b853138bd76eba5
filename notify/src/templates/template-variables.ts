import { joinPath, parseInstant, type MessageTemplate, type Problem, type TemplateVariable } from "@belfry/model";

type Declared = MessageTemplate["variables"];
type Values = Readonly<Record<string, unknown>>;

/** Names that every template can use without bringing them. */
export const STANDARD_NAMES = ["now", "timezone", "channel", "language"] as const;

export type ReadVariables =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * What a template is told, by what it declares: defaults stand for what is left out. What nobody declared, what is missing and
 * what has another type is refused: an empty place in a mail is found by its readers only.
 */
export function readVariables(declared: Declared, given: Values): ReadVariables {
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => problem(name, `The template has no variable ${name}.`, remedyForUnknown(declared)));
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(declared)) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (isRequired(variable)) problems.push(missing(name, variable));
      values[name] = variable.default ?? null;
    } else if (hasType(value, variable.type)) values[name] = value;
    else {
      const message = `The variable ${name} is not ${SHAPES[variable.type].words}.`;
      problems.push(problem(name, message, `Give it like ${SHAPES[variable.type].example}.`));
    }
  }
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems };
}

/** The same for a preview: what is left out is as in the example, or as in the default. */
export function withExamples(declared: Declared, given: Values): Values {
  const examples = Object.entries(declared).flatMap(([name, { example }]) =>
    example === undefined || given[name] !== undefined ? [] : [[name, example] as const],
  );
  return { ...Object.fromEntries(examples), ...given };
}

/** What is wrong with the variables themselves. */
export function variableProblems(declared: Declared): Problem[] {
  return Object.entries(declared).flatMap(([name, { type, default: standard, example, required }]) => {
    const path = joinPath("variables", name);
    const wrong = Object.entries({ default: standard, example }).flatMap(([field, value]) => {
      if (value === undefined || value === null || hasType(value, type)) return [];
      const message = `The ${field} of the variable ${name} is not ${SHAPES[type].words}.`;
      return [{ path: joinPath(path, field), message, remedy: `Give it like ${SHAPES[type].example}.` }];
    });
    if ([...STANDARD_NAMES, "content", "secrets", "forloop"].includes(name)) {
      wrong.push({ path, message: `The name ${name} has a meaning in every template.`, remedy: "Use another one." });
    }
    if (required === true && standard !== undefined) {
      const message = `The variable ${name} is required and has a default, which would never be used.`;
      wrong.push({ path, message, remedy: "Leave one of them out." });
    }
    return wrong;
  });
}

function isRequired({ required, default: standard }: TemplateVariable): boolean {
  return required ?? standard === undefined;
}

function missing(name: string, { description, type, example }: TemplateVariable): Problem {
  const meaning = description === "" ? "" : ` (${description})`;
  const shown = example === undefined ? SHAPES[type].example : JSON.stringify(example);
  return problem(name, `The variable ${name}${meaning} is missing.`, `Give it like ${shown}.`);
}

function problem(name: string, message: string, remedy: string): Problem {
  return { path: joinPath("variables", name), message, remedy };
}

function remedyForUnknown(declared: Declared): string {
  const names = Object.keys(declared);
  return names.length === 0 ? "Leave it out; it has none." : `Use one of ${names.join(", ")}.`;
}

function hasType(value: unknown, type: TemplateVariable["type"]): boolean {
  return SHAPES[type].fits(value);
}

interface Shape {
  readonly words: string;
  readonly example: string;
  fits(value: unknown): boolean;
}

const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
const isDay = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && parseInstant(value, "UTC") !== undefined;

const SHAPES: Readonly<Record<TemplateVariable["type"], Shape>> = {
  text: { words: "a text", example: '"张三"', fits: (value) => typeof value === "string" },
  decimal: {
    words: "a decimal number",
    example: '"10203.50"',
    fits: (value) => isNumber(value) || (typeof value === "string" && /^-?\d{1,30}(\.\d{1,30})?$/.test(value)),
  },
  number: { words: "a number", example: "12.5", fits: isNumber },
  integer: { words: "a whole number", example: "12", fits: (value) => Number.isSafeInteger(value) },
  boolean: { words: "true or false", example: "true", fits: (value) => typeof value === "boolean" },
  date: { words: "a date", example: '"2026-02-16"', fits: isDay },
  datetime: {
    words: "a time",
    example: '"2026-02-16T06:00:00+08:00"',
    fits: (value) => typeof value === "string" && parseInstant(value, "UTC") !== undefined,
  },
  list: { words: "a list", example: '["a", "b"]', fits: Array.isArray },
  object: {
    words: "an object",
    example: '{"name": "张三"}',
    fits: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  },
};
