/**
 * Cuts a text into pieces that a provider takes. No piece is longer than the limit, the bodies put together are the text
 * again, no character is cut in two, and a code block or a table that goes on in the next piece is closed in the one and
 * opened again in the other. A provider refuses what is one byte too long, and shows everything behind an open code block
 * as code.
 */
import { fittingLength } from "./cut-line.ts";
import {
  beginsBlock,
  closingFence,
  isDelimiterRow,
  outside,
  stateAfter,
  withBreak,
  type MarkdownState,
} from "./markdown-state.ts";

export interface SplitOptions {
  readonly most: number;
  /** What counts against `most`. @default bytes of UTF-8 */
  readonly measure?: (text: string) => number;
  /** Whether code blocks, tables and headings are looked at. */
  readonly isMarkdown: boolean;
}

/** One piece: `body` is of the text, what is around it is not. */
export interface TextPiece {
  /** Its number and what has to be opened again. */
  readonly before: string;
  readonly body: string;
  /** What has to be closed. */
  readonly after: string;
}

/** The pieces of a text, in their order; one without a number when it fits. */
export function splitText(text: string, options: SplitOptions): readonly TextPiece[] {
  const whole = text.toWellFormed();
  const { measure = byteLength, most } = options;
  if (measure(whole) <= most) return [{ before: "", body: whole, after: "" }];
  for (let digits = 1; ; digits += 1) {
    const room = most - measure(mark("9".repeat(digits), "9".repeat(digits)));
    const pieces = cut(whole, { ...options, measure, most: room });
    if (String(pieces.length).length > digits) continue;
    return pieces.map((piece, place) => ({ ...piece, before: mark(place + 1, pieces.length) + piece.before }));
  }
}

/** A piece as it is sent. */
export function shownPiece({ before, body, after }: TextPiece): string {
  return `${before}${body}${after}`;
}

function mark(place: number | string, of: number | string): string {
  return `(${place}/${of})\n`;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

type Cutting = Required<SplitOptions>;

function cut(text: string, options: Cutting): TextPiece[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const pieces: TextPiece[] = [];
  let state: MarkdownState = outside;
  let at = 0;
  while (at < lines.length) {
    const before = opening(state, options);
    const taken = takeLines(lines, at, { ...options, state, before });
    if (taken.end > at) {
      pieces.push({ before, body: lines.slice(at, taken.end).join(""), after: taken.after });
      state = taken.state;
      at = taken.end;
      continue;
    }
    // Not even one line fits: it is cut, and its rest is looked at like a line of its own.
    const line = lines[at] ?? "";
    const room = options.most - options.measure(before) - options.measure(longestAfter(state, line, options));
    const length = Math.max(1, fittingLength(line, room, options.measure));
    const body = line.slice(0, length);
    state = options.isMarkdown ? stateAfter(state, body, undefined) : outside;
    pieces.push({ before, body, after: closing(state, body) });
    lines[at] = line.slice(length);
  }
  return pieces;
}

interface Taken {
  readonly end: number;
  readonly state: MarkdownState;
  readonly after: string;
}

/** The lines from `at` on that fit into one piece, cut where a block begins if that wastes less than two thirds. */
function takeLines(
  lines: readonly string[],
  at: number,
  { most, measure, isMarkdown, ...from }: Cutting & { readonly state: MarkdownState; readonly before: string },
): Taken {
  const used = measure(from.before);
  let taken: Taken = { end: at, state: from.state, after: "" };
  let border: Taken | undefined;
  let size = 0;
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const next = lines[index + 1];
    const isBorder = isMarkdown
      ? taken.state.fence === undefined &&
        taken.state.table === undefined &&
        beginsBlock(line, lines[index - 1] ?? "", next)
      : (lines[index - 1] ?? "").trim() === "" && line.trim() !== "";
    if (index > at && isBorder && size >= (most - used) / 3) border = taken;
    const state = isMarkdown ? stateAfter(taken.state, line, next) : outside;
    const after = closing(state, line);
    size += measure(line);
    if (used + size + measure(after) > most) {
      const cutsTable = isMarkdown && isDelimiterRow(line) && taken.state.table !== undefined && index - 1 > at;
      if (border === undefined && cutsTable && isTableHead(lines, index)) return beforeLast(lines, at, from.state);
      return border ?? taken;
    }
    taken = { end: index + 1, state, after };
  }
  return taken;

  /** The row of names goes with the line under it. */
  function beforeLast(all: readonly string[], start: number, state: MarkdownState): Taken {
    const end = taken.end - 1;
    let behind = state;
    for (let index = start; index < end; index += 1) behind = stateAfter(behind, all[index] ?? "", all[index + 1]);
    return { end, state: behind, after: closing(behind, all[end - 1] ?? "") };
  }
}

/** Whether the line before this delimiter row is the first of its table. */
function isTableHead(lines: readonly string[], delimiter: number): boolean {
  return !(lines[delimiter - 2] ?? "").includes("|");
}

/** What opens again what the piece before had to close; left out where it would fill half a piece. */
function opening({ fence, table }: MarkdownState, { measure, most }: Cutting): string {
  if (fence !== undefined) return measure(fence) <= most / 4 ? withBreak(fence) : withBreak(closingFence(fence));
  return table !== undefined && measure(table) <= most / 2 ? table : "";
}

function closing({ fence }: MarkdownState, lastLine: string): string {
  if (fence === undefined) return "";
  return `${lastLine.endsWith("\n") ? "" : "\n"}${closingFence(fence)}`;
}

/** The most that closing can take when this line is cut. */
function longestAfter(state: MarkdownState, line: string, { isMarkdown }: Cutting): string {
  if (!isMarkdown) return "";
  const fence =
    state.fence ?? stateAfter(state, line, undefined).fence ?? stateAfter(state, line.slice(0, 3), undefined).fence;
  return fence === undefined ? "" : `\n${closingFence(fence)}`;
}
