import { readPythonText, TEXT_START } from "./python-text.ts";
import { PythonProblem } from "./python-value.ts";

export interface Token {
  readonly kind: "text" | "number" | "name" | "sign" | "end";
  /** Of a text its value, of everything else as it is written. */
  readonly text: string;
  readonly line: number;
}

const SIGNS = new Set("{}[]():,=.+-*/%|&<>!@~^;");
const NUMBER = /^(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?\.?)/;
const NAME = /^[\p{L}_][\p{L}\p{N}_]*/u;

/** The tokens of one statement of Python; comments and line ends are left out. @throws PythonProblem */
export function tokensOf(source: string, firstLine: number): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = firstLine;
  while (at < source.length) {
    const rest = source.slice(at, at + 200);
    const char = rest[0] ?? "";
    if (char === "\n") line += 1;
    if (/[\s\\]/.test(char)) {
      at += 1;
      continue;
    }
    if (char === "#") {
      const end = source.indexOf("\n", at);
      at = end < 0 ? source.length : end;
      continue;
    }
    if (TEXT_START.test(rest)) {
      const { value, end } = readPythonText(source, at, line);
      tokens.push({ kind: "text", text: value, line });
      line += source.slice(at, end).split("\n").length - 1;
      at = end;
      continue;
    }
    const number = /^\.?\d/.test(rest) ? NUMBER.exec(rest)?.[0] : undefined;
    const word = number ?? NAME.exec(rest)?.[0];
    if (word === undefined && !SIGNS.has(char))
      throw new PythonProblem(line, `${JSON.stringify(char)} does not belong here.`, "Remove it.");
    tokens.push({
      kind: number !== undefined ? "number" : word !== undefined ? "name" : "sign",
      text: word ?? char,
      line,
    });
    at += (word ?? char).length;
  }
  tokens.push({ kind: "end", text: "", line });
  return tokens;
}
