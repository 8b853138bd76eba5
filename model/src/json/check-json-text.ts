import { AppError } from "../errors/app-error.ts";

// The deepest thing we know, a rule with loops in loops, has some twenty levels. What walks through a value calls itself
// once for each, and a body of one megabyte has room for half a million.
const MOST_LEVELS = 64;

/**
 * Refuses JSON that is valid and yet not sound: nested too deeply, a key twice in one object (one program reads the first,
 * another the last), or a key that would change the prototype of what it is copied into. Text that is no JSON may pass.
 *
 * @throws AppError REQUEST_INVALID
 */
export function checkJsonText(text: string): void {
  // The keys of each open object, and nothing for an open list.
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : undefined);
      if (open.length > MOST_LEVELS) throw refusal(`The body is nested deeper than ${MOST_LEVELS} levels.`);
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end)) addKey(open.at(-1), text.slice(at, end));
      at = end - 1;
    }
  }
}

/** The place behind the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
  return text[at] === ":";
}

function addKey(keys: Set<string> | undefined, quoted: string): void {
  const key = quoted.includes("\\") ? unescaped(quoted) : quoted.slice(1, -1);
  if (key === "__proto__") throw refusal('The body has a key "__proto__".');
  if (keys?.has(key) === true)
    throw refusal(`The body has the key ${JSON.stringify(key.slice(0, 100))} twice in one object.`);
  keys?.add(key);
}

function unescaped(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch (error) {
    throw new AppError("REQUEST_INVALID", { reason: "The body is not JSON." }, { cause: error });
  }
}

function refusal(reason: string): AppError {
  return new AppError("REQUEST_INVALID", { reason });
}
