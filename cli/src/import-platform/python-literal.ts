/**
 * Reads a value of a Python file as data: dict, list, tuple, text, number, True, False and None, and names that the file has
 * given such a value before. Nothing is executed: whatever would have to run is refused with its line and what to write.
 */
import type { Token } from "./python-tokens.ts";
import { PythonProblem, type PythonDict, type PythonValue } from "./python-value.ts";

/** What a name of the file stands for. @throws PythonProblem when it is nothing that can be read */
export type NamedValues = (name: string, line: number) => PythonValue;

/** Deeper than any configuration that people write, and far from the end of the stack. */
const DEEPEST = 64;

/** Reads one value; all tokens belong to it. @throws PythonProblem */
export function readPythonValue(tokens: readonly Token[], named: NamedValues): PythonValue {
  const reader = { tokens, at: 0, named };
  const value = readValue(reader, 0);
  const next = peek(reader);
  if (next.kind === "end") return value;
  // `a, b` without brackets is a tuple.
  if (next.text === "," && next.kind === "sign") {
    const items = [value, ...readItems(reader, "", 0)];
    return { kind: "tuple", items, line: value.line };
  }
  throw wouldRun(next);
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly named: NamedValues;
}

const END: Token = { kind: "end", text: "", line: 0 };
const peek = ({ tokens, at }: Reader): Token => tokens[at] ?? tokens.at(-1) ?? END;

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function isSign(token: Token, text: string): boolean {
  return token.kind === "sign" && token.text === text;
}

function readValue(reader: Reader, depth: number): PythonValue {
  const token = take(reader);
  const { line } = token;
  if (depth > DEEPEST)
    throw new PythonProblem(line, `More than ${DEEPEST} brackets stand inside of each other.`, "Write it flatter.");
  switch (token.kind) {
    case "text": {
      let value = token.text;
      while (peek(reader).kind === "text") value += take(reader).text;
      return { kind: "text", value, line };
    }
    case "number":
      return { kind: "number", value: numberOf(token), line };
    case "name":
      return readName(reader, token);
    case "end":
      throw new PythonProblem(line, "Here a value is missing.", "Write it, or remove the name before it.");
    case "sign":
      return readSign(reader, token, depth);
  }
}

function readSign(reader: Reader, token: Token, depth: number): PythonValue {
  const { line, text } = token;
  if (text === "{") return readDict(reader, line, depth + 1);
  if (text === "[") return { kind: "list", items: readItems(reader, "]", depth + 1), line };
  if (text === "(") {
    const from = reader.at;
    const items = readItems(reader, ")", depth + 1);
    const [only] = items;
    const isTuple = only === undefined || items.length > 1 || isSign(reader.tokens[reader.at - 2] ?? END, ",");
    return isTuple || from === reader.at ? { kind: "tuple", items, line } : only;
  }
  const next = peek(reader);
  if ((text === "-" || text === "+") && next.kind === "number") {
    const value = numberOf(take(reader));
    return { kind: "number", value: text === "-" ? -value : value, line };
  }
  throw wouldRun(token);
}

/** The items up to a bracket, or up to the end; a comma may stand behind the last one. */
function readItems(reader: Reader, closing: string, depth: number): PythonValue[] {
  const items: PythonValue[] = [];
  if (closing === "") take(reader);
  for (;;) {
    const token = peek(reader);
    const isClosed = closing === "" ? token.kind === "end" : isSign(token, closing);
    if (isClosed) {
      take(reader);
      return items;
    }
    items.push(readValue(reader, depth));
    const next = peek(reader);
    if (isSign(next, ",")) take(reader);
    else if (next.kind === "end" ? closing !== "" : !isSign(next, closing)) throw unexpected(next, closing);
  }
}

function readDict(reader: Reader, line: number, depth: number): PythonDict {
  const entries = new Map<string, PythonValue>();
  for (;;) {
    if (isSign(peek(reader), "}")) {
      take(reader);
      return { kind: "dict", entries, line };
    }
    const key = readValue(reader, depth);
    if (key.kind !== "text" && key.kind !== "number")
      throw new PythonProblem(key.line, "A key is a text.", "Write it in quotes.");
    const colon = take(reader);
    if (!isSign(colon, ":")) throw unexpected(colon, ":");
    entries.set(String(key.value), readValue(reader, depth));
    const next = peek(reader);
    if (isSign(next, ",")) take(reader);
    else if (!isSign(next, "}")) throw unexpected(next, "}");
  }
}

/** A name, and what is picked from its value: `CONFIG['pdd']`. */
function readName(reader: Reader, { text, line }: Token): PythonValue {
  if (text === "None") return { kind: "none", line };
  if (text === "True" || text === "False") return { kind: "bool", value: text === "True", line };
  if (isSign(peek(reader), "(") || isSign(peek(reader), "."))
    throw new PythonProblem(
      line,
      `${text} would have to be executed, and nothing of this file is.`,
      "Write the value itself: { … }, [ … ], a text in quotes, a number.",
    );
  let value = reader.named(text, line);
  while (isSign(peek(reader), "[")) {
    take(reader);
    const key = take(reader);
    const closing = take(reader);
    const found = value.kind === "dict" && isSign(closing, "]") ? value.entries.get(key.text) : undefined;
    if (found === undefined)
      throw new PythonProblem(key.line, `${text} has nothing called ${JSON.stringify(key.text)}.`, "Correct the name.");
    value = found;
  }
  return value;
}

function numberOf({ text, line }: Token): number {
  const value = Number(text.replaceAll("_", ""));
  if (Number.isFinite(value)) return value;
  throw new PythonProblem(line, `${text} is no number that can be read.`, "Write it with digits.");
}

function unexpected(token: Token, wanted: string): PythonProblem {
  if (token.kind === "sign" && !"}])=:,".includes(token.text)) return wouldRun(token);
  const found = token.kind === "end" ? "the file ends" : `there is ${JSON.stringify(token.text)}`;
  return new PythonProblem(token.line, `Here "${wanted}" or a comma is missing: ${found}.`, "Add it.");
}

function wouldRun({ text, line }: Token): PythonProblem {
  return new PythonProblem(
    line,
    `"${text}" would have to be computed, and nothing of this file is executed.`,
    "Write the value that comes out.",
  );
}
