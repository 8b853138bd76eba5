import { RE2JS } from "re2js";
import { LruCache } from "../cache/lru-cache.ts";
import { spend } from "./evaluation-scope.ts";
import { functionFault, wholeNumberFrom } from "./function-fault.ts";
import type { ExpressionFunction } from "./register-functions.ts";

const LONGEST_TEXT = 1_000_000;
const LONGEST_PATTERN = 1_000;

export const textFunctions: readonly ExpressionFunction[] = [
  { name: "lower", takes: ["string"], gives: "string", run: (text) => textFrom(text).toLowerCase() },
  { name: "upper", takes: ["string"], gives: "string", run: (text) => textFrom(text).toUpperCase() },
  { name: "trim", takes: ["string"], gives: "string", form: "function", run: (text) => textFrom(text).trim() },
  {
    name: "split",
    takes: ["string", "string"],
    gives: "list<string>",
    form: "function",
    run: (text, separator) => textFrom(text).split(textFrom(separator)),
  },
  { name: "replace", takes: ["string", "string", "string"], gives: "string", run: replace },
  { name: "substring", takes: ["string", "dyn"], gives: "string", form: "function", run: substring },
  { name: "substring", takes: ["string", "dyn", "dyn"], gives: "string", form: "function", run: substring },
  // CEL's own method takes ints only; the numbers of data are doubles.
  { name: "substring", takes: ["string", "double"], gives: "string", form: "method", run: substring },
  { name: "substring", takes: ["string", "double", "double"], gives: "string", form: "method", run: substring },
  { name: "substring", takes: ["string", "double", "int"], gives: "string", form: "method", run: substring },
  { name: "substring", takes: ["string", "int", "double"], gives: "string", form: "method", run: substring },
  { name: "padStart", takes: ["string", "dyn"], gives: "string", run: (text, length) => padStart(text, length, " ") },
  { name: "padStart", takes: ["string", "dyn", "string"], gives: "string", run: padStart },
  { name: "regex_matches", takes: ["string", "string"], gives: "bool", form: "function", run: matchesRegex },
  { name: "matchesRegex", takes: ["string", "string"], gives: "bool", form: "method", run: matchesRegex },
];

export function textFrom(value: unknown): string {
  if (typeof value === "string") return value;
  throw functionFault("A value is not a text.", "Turn it into a text with string(…).");
}

function replace(text: unknown, search: unknown, replacement: unknown): string {
  const [whole, old, fresh] = [textFrom(text), textFrom(search), textFrom(replacement)];
  // Looked at before it is made: a million times a million characters would take all memory.
  if (whole.length * Math.max(1, fresh.length) > LONGEST_TEXT && whole.split(old).length * fresh.length > LONGEST_TEXT)
    throw tooLong();
  return whole.split(old).join(fresh);
}

/** The part from one place to another. Places beyond the end mean the end. */
function substring(text: unknown, from: unknown, to?: unknown): string {
  const whole = textFrom(text);
  const limits = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const end = to === undefined ? whole.length : wholeNumberFrom(to, "end of the part", limits);
  return whole.slice(wholeNumberFrom(from, "beginning of the part", limits), end);
}

function padStart(text: unknown, length: unknown, fill: unknown): string {
  return textFrom(text).padStart(wholeNumberFrom(length, "length", { min: 0, max: 10_000 }), textFrom(fill));
}

// RE2 reads any pattern against any text in linear time, where JavaScript's own can take hours for a short text.
const patterns = new LruCache<string, RE2JS>(200);

function matchesRegex(text: unknown, pattern: unknown): boolean {
  const [whole, source] = [textFrom(text), textFrom(pattern)];
  if (source.length > LONGEST_PATTERN)
    throw functionFault("The regular expression is longer than 1,000 characters.", "Shorten it.");
  // Linear, but some hundred times slower than comparing texts.
  spend(10 + whole.length);
  return patterns.getOrMake(source, compilePattern).matcher(whole).find();
}

function compilePattern(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw functionFault(
      `The regular expression ${JSON.stringify(source)} cannot be read: ${reason}.`,
      "Use the syntax of RE2: no look-around and no back-references.",
    );
  }
}

function tooLong(): Error {
  return functionFault("The text would be longer than a million characters.", "Work on smaller parts.");
}
