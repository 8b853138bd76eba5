export const timeRanges = ["1h", "24h", "7d"] as const;
export type TimeRange = (typeof timeRanges)[number];

/** A part of the past, as an address names it. */
export interface TimeSpan {
  /** Up to now; `from` and `until` are not read then. */
  readonly range?: TimeRange;
  readonly from?: string;
  readonly until?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseTimeSpan({ range, from, until }: Readonly<Record<string, unknown>>): TimeSpan {
  const knownRange = timeRanges.find((known) => known === range);
  return {
    ...(knownRange !== undefined && { range: knownRange }),
    ...(isTime(from) && { from }),
    ...(isTime(until) && { until }),
  };
}

const rangeMs: Readonly<Record<TimeRange, number>> = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 };

/**
 * The ends of a span, as the API asks for them.
 *
 * @param now rounded down to the minute, so that the same page asks the same question for a while
 */
export function timeSpanEnds({ range, from, until }: TimeSpan, now: number): Omit<TimeSpan, "range"> {
  if (range !== undefined) return { from: new Date(Math.floor(now / 60_000) * 60_000 - rangeMs[range]).toISOString() };
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}
