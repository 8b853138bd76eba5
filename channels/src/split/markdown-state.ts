/** What a line of Markdown stands in, as far as a cut before it has to repair. */
export interface MarkdownState {
  /** Inside a code block: the line that opened it. */
  readonly fence?: string;
  /** Inside a table: its first two lines. */
  readonly table?: string;
}

export const outside: MarkdownState = {};

/** The state behind a line. `next` is the line after it: a table is known by its second line. */
export function stateAfter(state: MarkdownState, line: string, next: string | undefined): MarkdownState {
  if (state.fence !== undefined) return closes(state.fence, line) ? outside : state;
  if (opens(line)) return { fence: withoutBreak(line) };
  if (state.table !== undefined) return line.includes("|") ? state : outside;
  if (line.includes("|") && next !== undefined && isDelimiterRow(next))
    return { table: withBreak(line) + withBreak(next) };
  return outside;
}

/** Whether a block begins with this line: a good place for a cut. */
export function beginsBlock(line: string, before: string, next: string | undefined): boolean {
  if (before.trim() === "" && line.trim() !== "") return true;
  return (
    /^ {0,3}#{1,6}\s/.test(line) || opens(line) || (line.includes("|") && next !== undefined && isDelimiterRow(next))
  );
}

export function isDelimiterRow(line: string): boolean {
  return line.includes("-") && line.includes("|") && /^[\s|:-]+$/.test(line);
}

/** What closes the code block that a line opened. */
export function closingFence(fence: string): string {
  return /^\s*(`+|~+)/.exec(fence)?.[1] ?? "```";
}

export function withBreak(line: string): string {
  return line.endsWith("\n") ? line : `${line}\n`;
}

function withoutBreak(line: string): string {
  return line.replace(/\r?\n$/, "");
}

function opens(line: string): boolean {
  return /^ {0,3}(`{3,}[^`]*|~{3,}.*)$/.test(withoutBreak(line));
}

function closes(fence: string, line: string): boolean {
  const mark = closingFence(fence);
  const written = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(withoutBreak(line))?.[1];
  return written !== undefined && written[0] === mark[0] && written.length >= mark.length;
}
