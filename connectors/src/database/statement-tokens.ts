/**
 * Cuts a statement into what is code and what is not. Placeholders are looked for in code alone: a colon in a text, in a
 * comment, in a cast (`::`) or in a slice (`a[lo:hi]`) is none, and taking one for it would shift all values behind it.
 */
import type { Dialect } from "./database-url.ts";

export type Token =
  /** A keyword, a name without quotation marks, or a number. */
  | { readonly kind: "word"; readonly text: string }
  /** `:name`, without its colon. */
  | { readonly kind: "parameter"; readonly text: string }
  /** `?`, or `$1` in PostgreSQL. */
  | { readonly kind: "place"; readonly text: string }
  | { readonly kind: "quoted" | "comment" | "space" | "sign"; readonly text: string };

/** In the order in which they are tried. Each begins where the last token ended. */
const common: readonly (readonly [Token["kind"], RegExp])[] = [
  ["space", /\s+/y],
  ["sign", /::|:=/y],
];

const patterns: Readonly<Record<Dialect, readonly (readonly [Token["kind"], RegExp])[]>> = {
  postgres: [
    ["comment", /--[^\n]*/y],
    ["quoted", /[eE]'(?:[^'\\]|\\[^]|'')*'/y],
    ["quoted", /(?:[uU]&)?"(?:[^"]|"")*"|(?:[bBnNxX]|[uU]&)?'(?:[^']|'')*'/y],
    ["quoted", /\$([\p{L}_][\p{L}\p{N}_]*)?\$[^]*?\$\1\$/uy],
    ["place", /\$\d+/y],
  ],
  mysql: [
    ["comment", /--(?=\s|$)[^\n]*|#[^\n]*|\/\*[^]*?\*\//y],
    ["quoted", /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`(?:[^`]|``)*`/y],
    ["place", /\?/y],
  ],
  sqlite: [
    ["comment", /--[^\n]*|\/\*[^]*?(?:\*\/|$)/y],
    ["quoted", /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y],
    ["place", /\?/y],
  ],
};

const rest: readonly (readonly [Token["kind"], RegExp])[] = [
  ["word", /[\p{L}_][\p{L}\p{N}_$]*|\d+(?:\.\d+)?/uy],
  ["parameter", /:([\p{L}_][\p{L}\p{N}_]*)/uy],
  ["sign", /[^]/uy],
];

/** The tokens of a statement, with nothing left out. What is never closed ends as single signs; the server says so. */
export function tokensOf(sql: string, dialect: Dialect): Token[] {
  const tokens: Token[] = [];
  const tried = [...common, ...patterns[dialect], ...rest];
  for (let at = 0; at < sql.length;) {
    const token = (dialect === "postgres" ? nestedComment(sql, at) : undefined) ?? tokenAt(tried, sql, { at, tokens });
    tokens.push(token);
    at += token.kind === "parameter" ? token.text.length + 1 : token.text.length;
  }
  return tokens;
}

function tokenAt(
  tried: readonly (readonly [Token["kind"], RegExp])[],
  sql: string,
  { at, tokens }: { readonly at: number; readonly tokens: readonly Token[] },
): Token {
  for (const [kind, pattern] of tried) {
    // The bound of a slice: `a[lo:hi]`, `a[f(x):hi]`.
    if (kind === "parameter" && endsValue(tokens.at(-1))) continue;
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (found !== null) return { kind, text: kind === "parameter" ? (found[1] ?? "") : found[0] };
  }
  return { kind: "sign", text: sql.slice(at, at + 1) };
}

function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.kind === "word" || token.kind === "quoted" || token.text === ")" || token.text === "]";
}

/** Comments of PostgreSQL lie inside each other, which no regular expression can follow. */
function nestedComment(sql: string, start: number): Token | undefined {
  if (!sql.startsWith("/*", start)) return undefined;
  let depth = 0;
  for (let at = start; at < sql.length; at += 1) {
    if (sql.startsWith("/*", at)) {
      depth += 1;
      at += 1;
    } else if (sql.startsWith("*/", at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return { kind: "comment", text: sql.slice(start, at + 1) };
    }
  }
  return { kind: "comment", text: sql.slice(start) };
}
