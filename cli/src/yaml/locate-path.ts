import { isMap, isPair, isScalar, isSeq, type Document, type LineCounter, type Node } from "yaml";

/** A place in a text, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `actions[0].with["a b"]` → `["actions", 0, "with", "a b"]`. */
export function parsePath(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? "") : (JSON.parse(`"${quoted}"`) as string);
  });
}

/**
 * Where a path of the data stands in its text. Of a path that is not there it is the place of the nearest thing around
 * it: a missing field is told at the object that lacks it.
 *
 * @param inside a place inside the text at that path, for example of an error in an expression
 */
export function locatePath(
  document: Document,
  source: { readonly text: string; readonly lines: LineCounter },
  path: string,
  inside?: Place,
): Place {
  let node: unknown = document.contents;
  let found = true;
  for (const part of parsePath(path)) {
    const next = childOf(node, part);
    if (next === undefined) {
      found = false;
      break;
    }
    node = next;
  }
  const start = (node as Node | null)?.range?.[0] ?? 0;
  const { line, col } = source.lines.linePos(start);
  if (!found || inside === undefined || !isScalar(node)) return { line, column: col };
  return placeInside(node.type, { line, column: col }, inside, source.text);
}

function childOf(node: unknown, part: string | number): unknown {
  if (isSeq(node)) return node.items[Number(part)];
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part));
  // A key without a value is still the place to look at.
  return pair?.value ?? pair?.key;
}

function placeInside(type: string | undefined, start: Place, inside: Place, text: string): Place {
  if (type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED") {
    // The content begins on the line below the `|`, as far to the right as its first line is indented.
    const line = start.line + inside.line;
    const first =
      text
        .split("\n")
        .slice(start.line)
        .find((one) => one.trim() !== "") ?? "";
    return { line, column: inside.column + (first.length - first.trimStart().length) };
  }
  const quote = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE" ? 1 : 0;
  // A text over several lines is folded: where a column of it stands cannot be told, but its beginning can.
  return inside.line === 1 ? { line: start.line, column: start.column + quote + inside.column - 1 } : start;
}
