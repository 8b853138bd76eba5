/**
 * Lays time out on a line. Stretches in which nothing happened (an execution that was retried the next morning) are drawn
 * as a narrow gap of fixed width; everything else keeps its proportions.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface TimeScale {
  /** Where a moment lies, from 0 to 1. */
  position(at: number): number;
  /** The stretches that were shortened. */
  readonly gaps: readonly (Span & { readonly left: number; readonly width: number })[];
  readonly ticks: readonly { readonly left: number; readonly offsetMs: number }[];
}

/** A stretch is idle when it is longer than this share of all the work. */
const IDLE_SHARE = 0.5;
const LONGEST_QUIET_MS = 5_000;
const GAP_WIDTH = 0.05;

/** @param spans when something happened, in milliseconds; the scale reaches from the first to the last of them */
export function createTimeScale(spans: readonly Span[]): TimeScale {
  const busy = merge(spans);
  const start = busy[0]?.from ?? 0;
  const worked = busy.reduce((sum, { from, to }) => sum + to - from, 0);
  const idle = busy.slice(1).map((span, index): Span => ({ from: busy[index]?.to ?? span.from, to: span.from }));
  const shortened = idle.filter(({ from, to }) => to - from > Math.max(LONGEST_QUIET_MS, worked * IDLE_SHARE));
  const end = busy.at(-1)?.to ?? start;

  const gapsMs = shortened.reduce((sum, { from, to }) => sum + to - from, 0);
  const gapWidth = Math.min(GAP_WIDTH, 0.4 / Math.max(1, shortened.length));
  // An execution of zero length still needs a scale that divides by something.
  const linearMs = Math.max(1, end - start - gapsMs);
  const perMs = (1 - gapWidth * shortened.length) / linearMs;

  const position = (at: number) => {
    // Whole milliseconds are taken off before anything is multiplied: the difference of two large products of a short
    // work with a long night between would not come out at 1.
    let drawnMs = Math.min(Math.max(at, start), end) - start;
    let gapsWidth = 0;
    for (const { from, to } of shortened) {
      if (at <= from) break;
      const inside = Math.min(at, to) - from;
      drawnMs -= inside;
      gapsWidth += (inside / (to - from)) * gapWidth;
    }
    return drawnMs * perMs + gapsWidth;
  };

  return {
    position,
    gaps: shortened.map((span) => ({ ...span, left: position(span.from), width: gapWidth })),
    ticks: ticksOf(start, drawnRegions(start, end, shortened), linearMs).map((at) => ({
      left: position(at),
      offsetMs: at - start,
    })),
  };
}

function merge(spans: readonly Span[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to: Math.max(from, to) });
  }
  return merged;
}

/** Round numbers that people expect on a clock: 1, 2, 5, 10, 15, 30 of each unit. */
const stepsMs = [
  [1, 2, 5, 10, 20, 50, 100, 200, 500],
  [1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  [1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  [1, 2, 6, 12].map((hours) => hours * 3_600_000),
].flat();

/** What lies between the shortened stretches. */
function drawnRegions(start: number, end: number, shortened: readonly Span[]): Span[] {
  const froms = [start, ...shortened.map((gap) => gap.to)];
  const tos = [...shortened.map((gap) => gap.from), end];
  return froms.map((from, index) => ({ from, to: tos[index] ?? end }));
}

function ticksOf(start: number, regions: readonly Span[], linearMs: number): number[] {
  const step =
    stepsMs.find((candidate) => linearMs / candidate <= 6) ?? Math.ceil(linearMs / 6 / 86_400_000) * 86_400_000;
  return regions.flatMap(({ from, to }) => {
    const first = Math.ceil((from - start) / step);
    const last = Math.floor((to - start) / step);
    return Array.from({ length: last - first + 1 }, (_, index) => start + (first + index) * step);
  });
}
