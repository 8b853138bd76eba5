import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type ParsedNode,
} from "yaml";

/** Keys and indexes that lead to a value. */
export type Path = readonly (string | number)[];

/** Where the cursor stands in a text that is being written, and is therefore seldom valid. */
export interface CursorPlace {
  /** Of the object that gets a key, or of the value that is written. */
  readonly path: Path;
  readonly kind: "key" | "value";
  /** Where the word begins that is being written. */
  readonly from: number;
  /** The data around it, without the word. */
  readonly data: unknown;
  /** How far the line of a new key is indented. */
  readonly indent: number;
  readonly isInline: boolean;
}

const MARK = "cursorStandsHere";

/**
 * Puts a mark in the place of the word at the cursor, as a key and as a value, and sees where the parser finds it again:
 * it knows every way to write YAML, and this needs to know none.
 */
export function cursorPlaces(text: string, offset: number): readonly CursorPlace[] {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const typed = /[\w.-]*$/.exec(text.slice(lineStart, offset))?.[0] ?? "";
  const word = typed.replace(/^-+/, "");
  const from = offset - word.length;
  const before = text.slice(lineStart, from);
  if (/(?:^|\s)#/.test(before)) return [];
  const rest = text.slice(offset).replace(/^[\w.-]+/, "");
  const isInline = /[{[,]\s*$/.test(before);
  const atBegin = /^\s*(?:- +)*$/.test(before) || isInline;
  const atValue = /:\s+$/.test(before) || /\[\s*$/.test(before) || /(?:^|\s)- +$/.test(before) || isInline;
  const indent = before.length;
  const found: CursorPlace[] = [];
  if (atBegin) {
    const isKeyAlready = /^\s*:/.test(rest);
    const place = findMark(`${text.slice(0, from)}${MARK}${isKeyAlready ? "" : ": 0"}${rest}`);
    if (place?.kind === "key") found.push({ ...place, from, indent, isInline });
  }
  if (atValue) {
    const place = findMark(`${text.slice(0, from)}${MARK}${rest}`);
    if (place?.kind === "value") found.push({ ...place, from, indent, isInline });
  }
  return found;
}

function findMark(text: string): Pick<CursorPlace, "path" | "kind" | "data"> | undefined {
  const document = parseDocument(text, { logLevel: "silent" });
  let found: Pick<CursorPlace, "path" | "kind" | "data"> | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (node.value !== MARK) return undefined;
      const way = [...ancestors, node] as readonly (Document | Node | Pair)[];
      const path = pathOf(way);
      const data = dataOf(document);
      found = key === "key" ? { path: path.slice(0, -1), kind: "key", data } : { path, kind: "value", data };
      return visit.BREAK;
    },
  });
  return found;
}

/** What the text means as data, as far as it means anything. */
export function dataOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias that leads nowhere, for example.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function pathOf(way: readonly (Document | Node | Pair)[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const [index, node] of way.entries()) {
    const inside = way[index + 1];
    if (inside === undefined) continue;
    if (isSeq(node)) path.push(node.items.indexOf(inside));
    else if (isMap(node)) path.push(keyText((inside as Pair).key));
  }
  return path;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : "";
}

/** The key that stands at an offset, or the value of one. */
export function wordAt(
  text: string,
  offset: number,
):
  | { readonly path: Path; readonly data: unknown; readonly from: number; readonly to: number; readonly isKey: boolean }
  | undefined {
  const document = parseDocument(text, { logLevel: "silent" });
  let found: { path: Path; data: unknown; from: number; to: number; isKey: boolean } | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      const [from, to] = node.range ?? [0, 0];
      if (offset < from || offset > to || from === to) return undefined;
      const path = pathOf([...ancestors, node] as readonly (Document | Node | Pair)[]);
      found = { path, data: dataOf(document), from, to, isKey: key === "key" };
      return visit.BREAK;
    },
  });
  return found;
}

/** Where a path of the data stands in its text; of one that is not there, the nearest thing around it. */
export function rangeOf(
  document: Document.Parsed | Document<ParsedNode>,
  text: string,
  path: Path,
  inside?: { readonly line: number; readonly column: number },
): { readonly from: number; readonly to: number } {
  let node: unknown = document.contents;
  let named: unknown;
  let isThere = true;
  for (const part of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => keyText(key) === String(part)) : undefined;
    const next = isSeq(node) ? node.items[Number(part)] : (pair?.value ?? pair?.key);
    if (next === undefined || next === null) {
      isThere = false;
      break;
    }
    named = pair?.key ?? next;
    node = next;
  }
  const whole = ((isScalar(node) ? node : (named ?? node)) as Node | null)?.range ?? [0, 0, 0];
  const [from, to] = [whole[0], Math.min(whole[1], endOfLine(text, whole[0]))];
  if (!isThere || inside === undefined || !isScalar(node)) return { from, to: Math.max(to, from) };
  const start = placeInside(text, node.type, from, inside);
  return { from: start, to: Math.max(start + 1, Math.min(whole[1], endOfLine(text, start))) };
}

/** The offset of a line and column of a value in the text that holds it. */
function placeInside(
  text: string,
  type: string | undefined,
  start: number,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  if (type !== "BLOCK_LITERAL" && type !== "BLOCK_FOLDED") {
    const quote = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE" ? 1 : 0;
    // A text over several lines is folded: where a column of it stands cannot be told, but its beginning can.
    return line === 1 ? start + quote + column - 1 : start;
  }
  const lines = new LineCounter();
  parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  const row = lines.linePos(start).line + line;
  const rows = text.split("\n");
  const first = rows.slice(lines.linePos(start).line).find((one) => one.trim() !== "") ?? "";
  const before = rows.slice(0, row - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + (first.length - first.trimStart().length) + column - 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

/** `actions[0].with["a b"]` → `["actions", 0, "with", "a b"]`. */
export function readPath(path: string): Path {
  return [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? "") : (JSON.parse(`"${quoted}"`) as string);
  });
}
