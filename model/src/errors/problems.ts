/** One thing that is wrong in what somebody wrote, and how to put it right. */
export interface Problem {
  /** Where it is: `actions[0].with.rows`. Empty for the whole. */
  readonly path: string;
  /** The place inside the text at that path, both counted from 1. */
  readonly position?: TextPosition;
  /** What is wrong, as a full sentence. */
  readonly message: string;
  /** What to do about it, as a full sentence. */
  readonly remedy: string;
  /** By which both texts are known, with what they name, for whoever writes them in another language. None: they are all there is. */
  readonly code?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** A place in a text, both counted from 1. Columns count UTF-16 units, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Turns an offset into a text into its line and column. An offset behind the end means the end. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, Math.max(0, offset));
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: before.length - lastBreak };
}

/** Extends a path by a key or an index: `with` + `rows` → `with.rows`, `actions` + 0 → `actions[0]`. */
export function joinPath(path: string, part: string | number): string {
  if (typeof part === "number") return `${path}[${part}]`;
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(part)) return `${path}[${JSON.stringify(part)}]`;
  return path === "" ? part : `${path}.${part}`;
}

/** One line for a log or a terminal: where, what, and what to do. */
export function describeProblem(problem: Problem): string {
  const { path, position, message, remedy } = problem;
  const place = position === undefined ? "" : `line ${position.line}, column ${position.column}`;
  const where = path === "" || place === "" ? path || place : `${path} (${place})`;
  return [where === "" ? message : `${where}: ${message}`, remedy].filter((part) => part !== "").join(" ");
}
