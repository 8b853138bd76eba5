import { EvaluationError, ParseError, TypeError as CelTypeError } from "@marcbachmann/cel-js";
import { positionAt, type Problem } from "../errors/problems.ts";
import { isExpressionNode, sourceOf } from "./expression-node.ts";
import { FUNCTION_FAULT } from "./function-fault.ts";

type CelError = ParseError | EvaluationError | CelTypeError;

/** Whether an error says something about the expression, and not about our own code. */
export function isCelError(error: unknown): error is CelError {
  return error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError;
}

interface Explanation {
  readonly message: string;
  readonly remedy: string;
}

/** Puts an error of the CEL library into a sentence for people, with its place in the source and a remedy. */
export function explainCelError(error: CelError, source: string): Problem {
  const position = error.range === undefined ? {} : { position: positionAt(source, error.range.start) };
  return { path: "", ...position, ...explanationOf(error, source) };
}

function explanationOf(error: CelError, source: string): Explanation {
  const { code, summary } = error;
  if (code === FUNCTION_FAULT) return { message: summary, remedy: remedyOf(error.cause) };
  const explain = EXPLANATIONS[code];
  if (explain !== undefined) {
    const { message, remedy } = explain(error, source);
    return { message: sentence(message), remedy };
  }
  return { message: sentence(summary), remedy: "Correct the expression at this place." };
}

const EXPLANATIONS: Readonly<Record<string, (error: CelError, source: string) => Explanation>> = {
  no_such_key: missingField,
  unknown_variable: ({ summary }) => ({
    message: `The name ${afterColon(summary)} has no value here.`,
    remedy: "Use it only where it exists, for example item only below a forEach.",
  }),
  index_out_of_bounds: () => ({
    message: "The list has no element at this place.",
    remedy: "Ask first with size(list), or use first(list) and last(list).",
  }),
  no_such_overload: ({ summary }) => {
    const [, left = "", operator = "", right = ""] = /no such overload: (\S+) (\S+) (\S+)/.exec(summary) ?? [];
    if (operator === "")
      return {
        message: "This sign cannot stand before such a value.",
        remedy: "Compare the value with the data it comes from.",
      };
    return {
      message: `${kind(left)} and ${kind(right)} cannot be combined by ${operator}.`,
      remedy: "Turn one of them with string(…), int(…) or double(…).",
    };
  },
  no_matching_overload: ({ summary }) => {
    const [, call = summary] = /for '(.*)'$/s.exec(summary) ?? [];
    return {
      message: `There is no function ${readable(call)}.`,
      remedy: "Check its name and what it takes; turn values with string(…), int(…) or double(…).",
    };
  },
  invalid_logical_operand: ({ summary }) => ({
    message: `Only true and false can be joined by && and ||, and not ${got(summary)}.`,
    remedy: "Write a comparison, for example size(list) > 0.",
  }),
  invalid_condition_type: ({ summary }) => ({
    message: `A condition must be true or false, and not ${got(summary)}.`,
    remedy: "Write a comparison, for example size(list) > 0.",
  }),
  incompatible_ternary_branches: () => ({
    message: "Both results of ? : must be of one type.",
    remedy: "Put dyn(…) around one of them if that is meant.",
  }),
  invalid_comprehension_range: () => ({
    message: "Only lists and objects can be gone through.",
    remedy: "Compare the value with the data it comes from.",
  }),
  unsupported_type: ({ summary }) => ({
    message: `A value is of a type that expressions do not know (${afterColon(summary)}).`,
    remedy: "Use texts, numbers, true and false, lists and objects.",
  }),
  too_costly: ({ summary }) => ({
    message: summary,
    remedy: "Work on fewer items, look values up in a table, or do it in a transform action.",
  }),
  limit_exceeded: ({ summary }) => ({
    message: `The expression is too large (${summary}).`,
    remedy: "Split it, or do the work in a transform action.",
  }),
  unexpected_token: ({ summary }) => ({
    message: `${token(summary)} cannot stand here.`,
    remedy: "Complete or correct the expression before this place.",
  }),
  unexpected_character: ({ summary }) => ({
    message: `The character ${afterColon(summary)} cannot stand here.`,
    remedy: "Remove it, or put quotation marks around a text.",
  }),
  expected_token: ({ summary }) => {
    const [, wanted = "", found = ""] = /Expected (\w+), got (\w+)/.exec(summary) ?? [];
    return {
      message: `${TOKENS[wanted] ?? wanted} is missing before ${TOKENS[found] ?? found}.`,
      remedy: "Complete the expression at this place.",
    };
  },
  unterminated_string: () => ({
    message: "The text has no closing quotation mark.",
    remedy: "Close it with the mark it began with.",
  }),
  division_by_zero: () => ({ message: "A number is divided by zero.", remedy: "Ask first whether the divisor is 0." }),
  modulo_by_zero: () => ({ message: "A number is divided by zero.", remedy: "Ask first whether the divisor is 0." }),
  int_conversion_error: () => ({
    message: "The text is not a whole number.",
    remedy: "Use double(…) for numbers with a fraction.",
  }),
  double_conversion_error: () => ({
    message: "The text is not a number.",
    remedy: "Compare it with the data it comes from.",
  }),
};

function missingField({ summary, node }: CelError): Explanation {
  const key = afterColon(summary);
  if (!isExpressionNode(node) || !Array.isArray(node.args))
    return { message: `There is no "${key}".`, remedy: "Check the spelling." };
  const owner: unknown = node.args[0];
  const where = isExpressionNode(owner) ? sourceOf(owner) : "the value";
  const full = /^\w+$/.test(key) ? `${where}.${key}` : `${where}["${key}"]`;
  return {
    message: `There is no "${key}" in ${where}.`,
    remedy: `Check the spelling, or allow for its absence: coalesce(${full}, …).`,
  };
}

const TOKENS: Readonly<Record<string, string>> = {
  EOF: "the end",
  RPAREN: "a closing )",
  LPAREN: "an opening (",
  RBRACKET: "a closing ]",
  LBRACKET: "an opening [",
  RBRACE: "a closing }",
  LBRACE: "an opening {",
  IDENTIFIER: "a name",
  NUMBER: "a number",
  STRING: "a text",
  COLON: "a colon",
  COMMA: "a comma",
  DOT: "a dot",
  QUESTION: "a question mark",
};

function token(summary: string): string {
  const name = afterColon(summary);
  return TOKENS[name] ?? `the sign ${name}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  double: "a number",
  bool: "true or false",
  null: "null",
  list: "a list",
  map: "an object",
  "google.protobuf.Timestamp": "a date",
  "google.protobuf.Duration": "a duration",
};

function kind(type: string): string {
  const bare = type.replace(/^dyn<(.*)>$/, "$1").replace(/<.*$/, "");
  return KINDS[bare] ?? bare;
}

function got(summary: string): string {
  const [, type = ""] = /got '(.*)'/.exec(summary) ?? [];
  return kind(type);
}

/** `list<string>.lower()` → `lower for a list`. */
function readable(call: string): string {
  const [, receiver, name = call, args = ""] = /^(?:(.+)\.)?(\w+)\((.*)\)$/s.exec(call) ?? [];
  const takes = args === "" ? [] : args.split(", ").map(kind);
  const all = receiver === undefined ? takes : [kind(receiver), ...takes];
  return all.length === 0 ? name : `${name} for ${all.join(" and ")}`;
}

function afterColon(summary: string): string {
  return summary.slice(summary.indexOf(": ") + 2).replace(/^'(.*)'$/, "$1");
}

function remedyOf(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "remedy" in cause && typeof cause.remedy === "string")
    return cause.remedy;
  return "Correct the expression at this place.";
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
