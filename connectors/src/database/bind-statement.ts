import { ActionFailure } from "@belfry/plugin-kit";
import type { Dialect } from "./database-url.ts";
import { tokensOf, type Token } from "./statement-tokens.ts";

/** The values of a statement: by name for `:name`, or in order for `$1` (PostgreSQL) and `?` (the others). */
export type Params = readonly unknown[] | Readonly<Record<string, unknown>>;

/** A statement as its database reads it, and the values beside it. */
export interface BoundStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** The first word, in small letters: `select`. */
  readonly verb: string;
}

/**
 * Puts the placeholders of a database where the names stand. Values never become part of the text. A list that stands in
 * `in (:names)` becomes as many values as it has.
 * @throws ActionFailure class `config` with code `SQL_PARAMETERS` when names and values do not fit, `SQL_NOT_ONE_STATEMENT`
 */
export function bindStatement(sql: string, params: Params | undefined, dialect: Dialect): BoundStatement {
  const tokens = withoutEnd(tokensOf(sql, dialect));
  const code = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  if (code.length === 0 || code.some(({ kind, text }) => kind === "sign" && text === ";")) {
    throw new ActionFailure("Write exactly one statement; several stand in a list of their own.", {
      class: "config",
      code: "SQL_NOT_ONE_STATEMENT",
    });
  }
  const verb = verbOf(code);
  const bound = isList(params) ? inOrder(tokens, params, dialect) : byName(tokens, params ?? {}, dialect);
  return { ...bound, verb };
}

function isList(params: Params | undefined): params is readonly unknown[] {
  return Array.isArray(params);
}

/** Words in code, in small letters; for statements that hide one thing behind another. */
export function wordsOf(sql: string, dialect: Dialect): ReadonlySet<string> {
  return new Set(tokensOf(sql, dialect).flatMap(({ kind, text }) => (kind === "word" ? [text.toLowerCase()] : [])));
}

/** A semicolon at the end is a habit and no second statement. */
function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex(({ kind }) => kind !== "space" && kind !== "comment");
  return tokens[last]?.text === ";" && tokens[last].kind === "sign" ? tokens.slice(0, last) : tokens;
}

function verbOf(code: readonly Token[]): string {
  const first = code.find(({ kind, text }) => !(kind === "sign" && text === "("));
  return first?.kind === "word" ? first.text.toLowerCase() : "";
}

function inOrder(tokens: readonly Token[], values: readonly unknown[], dialect: Dialect) {
  const names = tokens.filter(({ kind }) => kind === "parameter");
  if (names[0] !== undefined)
    throw misfit(`The statement has :${names[0].text}, and \`params\` is a list without names.`);
  const places = tokens.filter(({ kind }) => kind === "place");
  const asked =
    dialect === "postgres" ? Math.max(0, ...places.map(({ text }) => Number(text.slice(1)))) : places.length;
  if (asked !== values.length)
    throw misfit(`The statement asks for ${asked} values, and \`params\` has ${values.length}.`);
  return { sql: tokens.map(({ text }) => text).join(""), values: values.map((value) => valueOf(value, dialect)) };
}

function byName(tokens: readonly Token[], params: Readonly<Record<string, unknown>>, dialect: Dialect) {
  const place = tokens.find(({ kind }) => kind === "place");
  if (place !== undefined) {
    throw misfit(`The statement has ${place.text}. Give \`params\` as a list, or write names: :name.`);
  }
  const values: unknown[] = [];
  const known = new Map<string, string>();
  const used = new Set<string>();
  const mark = (value: unknown): string => {
    values.push(valueOf(value, dialect));
    return dialect === "postgres" ? `$${values.length}` : "?";
  };
  const sql = tokens.map((token, at) => {
    if (token.kind !== "parameter") return token.text;
    const name = token.text;
    if (!Object.hasOwn(params, name)) throw misfit(`The statement asks for :${name}, and \`params\` has no ${name}.`);
    used.add(name);
    const value = params[name];
    if (Array.isArray(value) && listIn(tokens, at) !== undefined)
      return manyMarks(value, listIn(tokens, at), { name, mark });
    // PostgreSQL reads one place several times; the others take a value for each.
    const before = known.get(name);
    if (dialect === "postgres" && before !== undefined) return before;
    const made = mark(value);
    known.set(name, made);
    return made;
  });
  const unused = Object.keys(params).find((name) => !used.has(name));
  if (unused !== undefined) throw misfit(`The statement has no :${unused}; take ${unused} out of \`params\`.`);
  return { sql: sql.join(""), values };
}

function isCode({ kind }: Token): boolean {
  return kind !== "space" && kind !== "comment";
}

/** Whether a place is all that stands in `in (…)` or `not in (…)`. */
function listIn(tokens: readonly Token[], at: number): "in" | "not in" | undefined {
  const before = tokens.slice(0, at).filter(isCode).slice(-3);
  const after = tokens.slice(at + 1).find(isCode);
  const words = before.map(({ text }) => text.toLowerCase());
  if (words.at(-1) !== "(" || words.at(-2) !== "in" || after?.text !== ")") return undefined;
  return words.at(-3) === "not" ? "not in" : "in";
}

function manyMarks(
  list: readonly unknown[],
  kind: "in" | "not in" | undefined,
  { name, mark }: { readonly name: string; readonly mark: (value: unknown) => string },
): string {
  if (list.length > 0) return list.map(mark).join(", ");
  // Nothing is in an empty list, and `in (null)` says so. `not in (null)` would say so as well, and everything is meant.
  if (kind === "in") return "null";
  throw misfit(`The list ${name} is empty, and \`not in ()\` cannot be asked. Leave the statement out by a condition.`);
}

/** Objects travel as JSON. Lists do so too, except in PostgreSQL, which has lists of its own: `= any(:ids)`. */
function valueOf(value: unknown, dialect: Dialect): unknown {
  if (Array.isArray(value)) return dialect === "postgres" && value.every(isScalar) ? value : JSON.stringify(value);
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  if (value === undefined) return null;
  return dialect === "sqlite" && typeof value === "boolean" ? Number(value) : value;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

function misfit(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "SQL_PARAMETERS" });
}
