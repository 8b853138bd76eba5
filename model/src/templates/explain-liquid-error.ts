import { LiquidError } from "liquidjs";
import { isAppError } from "../errors/app-error.ts";
import { positionAt, type Problem } from "../errors/problems.ts";
import { LONGEST_TEMPLATE } from "./template-engine.ts";
import { TemplateFault } from "./template-fault.ts";

/** Puts an error of the template engine into a sentence with place and remedy; nothing when the error is not about the template. */
export function explainLiquidError(error: unknown, source: string): Problem | undefined {
  if (error instanceof Error && error.message === "parse length limit exceeded") {
    return {
      path: "",
      message: `The template is longer than ${LONGEST_TEMPLATE.toLocaleString("en-US")} characters.`,
      remedy: "Shorten it.",
    };
  }
  if (!(error instanceof LiquidError)) return undefined;
  // An expression inside a filter's argument has a text of its own, whose places mean nothing here.
  const position = error.token.input === source ? { position: positionAt(source, error.token.begin) } : {};
  const cause = error.originalError;
  if (cause instanceof TemplateFault) return { path: "", ...position, message: cause.message, remedy: cause.remedy };
  if (isAppError(cause)) return { path: "", ...position, message: cause.detail || cause.message, remedy: cause.remedy };
  return { path: "", ...position, ...sentenceFor(error.message.replace(/, (file:.*, )?line:\d+, col:\d+.*$/s, "")) };
}

interface Sentence {
  readonly message: string;
  readonly remedy: string;
}

const SENTENCES: readonly (readonly [RegExp, (part: string) => Sentence])[] = [
  [
    /^undefined variable: (.*)$/s,
    (name) => ({
      message: `There is no value ${name}.`,
      remedy: `Check the spelling, or allow for its absence: {{ ${name} | default: "…" }}.`,
    }),
  ],
  [/^undefined filter: (.*)$/s, (name) => ({ message: `There is no filter ${name}.`, remedy: "Check its spelling." })],
  [
    /^tag "(include|render|layout|block)" not found$/,
    (name) => ({
      message: `The tag ${name} is not available.`,
      remedy: "A template cannot read other templates; write the text here.",
    }),
  ],
  [
    /^ENOENT: Failed to lookup "(.*?)"/s,
    (name) => ({
      message: `There is no partial ${name} for this part of the message.`,
      remedy: "Check the spelling; list the templates of the kind partial to see their codes.",
    }),
  ],
  [
    /^tag "(.*)" not found$/s,
    (name) => ({
      message: `The tag ${name} cannot stand here.`,
      remedy: "Check its spelling, and that it stands inside the tag it belongs to.",
    }),
  ],
  [/^tag (.*) not closed$/s, closingFor],
  [
    /^output "(.*)" not closed$/s,
    () => ({ message: "The output has no closing }}.", remedy: "Close it, and the quotation marks in it." }),
  ],
  [
    /^invalid value expression: (.*)$/s,
    () => ({ message: "A value is missing.", remedy: "Name a value, for example {{ vars.name }}." }),
  ],
  [
    /^expected "\|" before filter$/,
    () => ({
      message: "Here only a filter can follow.",
      remedy: "Write {{ value | filter: argument }}; calculations are filters too: {{ n | plus: 1 }}.",
    }),
  ],
  [
    /^memory alloc limit exceeded$/,
    () => ({ message: "The result would become too large.", remedy: "Write fewer items, or send them as a file." }),
  ],
  [
    /^template render limit exceeded$/,
    () => ({
      message: "Rendering takes longer than three seconds.",
      remedy: "Write fewer items, or prepare them in a transform action.",
    }),
  ],
];

function sentenceFor(message: string): Sentence {
  for (const [pattern, explain] of SENTENCES) {
    const match = pattern.exec(message);
    if (match !== null) return explain(match[1] ?? "");
  }
  return {
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    remedy: "Correct the template at this place.",
  };
}

function closingFor(tag: string): Sentence {
  const [, name = ""] = /^\{%-?\s*(\w+)/.exec(tag) ?? [];
  return { message: `The tag ${tag} has no end.`, remedy: `Close it with {% end${name} %}.` };
}
