import { parseSelector, type Selector } from "./css-selector.ts";

export interface CssRule {
  readonly selector: Selector;
  readonly declarations: readonly CssDeclaration[];
}

export interface CssDeclaration {
  readonly property: string;
  readonly value: string;
  readonly isImportant: boolean;
}

/**
 * The rules of a style sheet that can stand at elements, and the rest of it as text: what depends on the screen or on the
 * pointer (`@media`, `:hover`) stays a style sheet.
 */
export function readStyleSheet(css: string): { readonly rules: readonly CssRule[]; readonly rest: string } {
  const rules: CssRule[] = [];
  const rest: string[] = [];
  for (const { head, body, raw } of blocksOf(css.replace(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g, ""))) {
    const selectors = head.startsWith("@") ? [] : head.split(",").map((selector) => parseSelector(selector));
    const known = selectors.filter((selector) => selector !== undefined);
    const declarations = readDeclarations(body);
    rules.push(...known.map((selector) => ({ selector, declarations })));
    if (known.length === 0 || known.length < selectors.length) rest.push(raw.trim());
  }
  return { rules, rest: rest.filter((one) => one !== "").join("\n") };
}

/** What stands in an attribute `style`, or between the braces of a rule. A `;` inside of brackets or quotes ends nothing. */
export function readDeclarations(text: string): CssDeclaration[] {
  return (text.match(/(?:[^;"'(]|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*')*\))+/g) ?? []).flatMap((one) => {
    const [, property, value, important] = /^\s*([\w-]+)\s*:\s*([\s\S]*?)\s*(!\s*important)?\s*$/i.exec(one) ?? [];
    if (property === undefined || value === undefined || value === "") return [];
    return [{ property: property.toLowerCase(), value, isImportant: important !== undefined }];
  });
}

interface Block {
  readonly head: string;
  readonly body: string;
  readonly raw: string;
}

function* blocksOf(css: string): Generator<Block, void, undefined> {
  let at = 0;
  while (at < css.length) {
    const stop = /[;{]/g;
    stop.lastIndex = at;
    const found = stop.exec(css);
    if (found === null) return;
    const head = css.slice(at, found.index).trim();
    if (found[0] === ";") {
      yield { head: "@", body: "", raw: css.slice(at, found.index + 1) };
      at = found.index + 1;
      continue;
    }
    const end = closingBrace(css, found.index);
    yield { head, body: css.slice(found.index + 1, end), raw: css.slice(at, end + 1) };
    at = end + 1;
  }
}

function closingBrace(css: string, from: number): number {
  let depth = 0;
  for (let at = from; at < css.length; at += 1) {
    if (css[at] === "{") depth += 1;
    if (css[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return css.length;
}
