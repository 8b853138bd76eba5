import { PythonProblem } from "./python-value.ts";

const escapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const digitsOf: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** How a text begins: its prefix and its quotes. */
export const TEXT_START = /^([A-Za-z]{0,2})("""|'''|"|')/;

/** Reads the text that begins at a place. @throws PythonProblem when it does not end, or cannot be a plain text */
export function readPythonText(
  source: string,
  start: number,
  line: number,
): { readonly value: string; readonly end: number } {
  const [opening = "", prefix = "", quotes = ""] = TEXT_START.exec(source.slice(start, start + 5)) ?? [];
  const isRaw = /^[rR]$/.test(prefix);
  if (prefix !== "" && !isRaw && !/^[uU]$/.test(prefix)) {
    const what = /f/i.test(prefix) ? "This text is put together when the file runs." : "These are bytes and no text.";
    throw new PythonProblem(line, what, "Write it as a plain text in quotes.");
  }
  let value = "";
  let at = start + opening.length;
  while (at < source.length) {
    if (source.startsWith(quotes, at)) return { value, end: at + quotes.length };
    const char = source[at] ?? "";
    if (char === "\n" && quotes.length === 1) break;
    if (char !== "\\") {
      value += char;
      at += 1;
      continue;
    }
    if (isRaw) {
      // Even in a raw text a quote after a backslash does not end it.
      value += source.slice(at, at + 2);
      at += 2;
      continue;
    }
    const escape = readEscape(source, at + 1, line);
    value += escape.text;
    at = escape.end;
  }
  throw new PythonProblem(line, "This text does not end.", `Close it with ${quotes}.`);
}

function readEscape(source: string, at: number, line: number): { readonly text: string; readonly end: number } {
  const char = source[at] ?? "";
  const plain = Object.hasOwn(escapes, char) ? escapes[char] : undefined;
  if (plain !== undefined) return { text: plain, end: at + 1 };
  const octal = /^[0-7]{1,3}/.exec(source.slice(at, at + 3))?.[0];
  if (octal !== undefined) return { text: String.fromCodePoint(Number.parseInt(octal, 8)), end: at + octal.length };
  const digits = Object.hasOwn(digitsOf, char) ? digitsOf[char] : undefined;
  if (digits !== undefined) {
    const code = source.slice(at + 1, at + 1 + digits);
    const point = /^[0-9a-fA-F]+$/.test(code) && code.length === digits ? Number.parseInt(code, 16) : Infinity;
    if (point > 0x10_ff_ff)
      throw new PythonProblem(line, `\\${char}${code} is no character.`, "Write the character itself.");
    return { text: String.fromCodePoint(point), end: at + 1 + digits };
  }
  if (char === "N") throw new PythonProblem(line, "It names a character by its name.", "Write the character itself.");
  // Python leaves a backslash that means nothing as it stands.
  return { text: `\\${char}`, end: at + 1 };
}
