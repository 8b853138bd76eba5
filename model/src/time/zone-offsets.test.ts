import * as fc from "fast-check";
import { expect, test } from "vitest";
import { offsetSpanAt } from "./zone-offsets.ts";

test("finds the two clock changes of a year, to the second", () => {
  const changes: string[] = [];
  for (let at = Date.UTC(2026, 0); at < Date.UTC(2027, 0);) {
    const { until } = offsetSpanAt("Europe/Berlin", at);
    changes.push(new Date(until).toISOString());
    at = until;
  }
  expect(changes).toEqual(["2026-03-29T01:00:00.000Z", "2026-10-25T01:00:00.000Z", "2027-01-01T00:00:00.000Z"]);
});

test("knows the offset before a change that falls on the new year", () => {
  // Samoa skipped the 30th of December 2011 altogether.
  expect(offsetSpanAt("Pacific/Apia", Date.parse("2011-12-30T10:00:00Z"))).toMatchObject({
    offsetMs: 14 * 3_600_000,
    offsetBeforeMs: -10 * 3_600_000,
  });
});

test("finds the short summer time around Ramadan in Morocco", () => {
  const spans = new Set<number>();
  for (let at = Date.UTC(2025, 0); at < Date.UTC(2026, 0); at = offsetSpanAt("Africa/Casablanca", at).until)
    spans.add(at);
  expect(spans.size).toBe(3);
});

test("agrees with Intl at any moment", () => {
  const zone = fc.constantFrom(
    "UTC",
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Africa/Casablanca",
    "Asia/Gaza",
  );
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2035, 0) }), zone, (at, name) => {
      const span = offsetSpanAt(name, at);
      const shown = new Date(at).toLocaleString("sv-SE", { timeZone: name }).replace(" ", "T");
      expect(span.offsetMs).toBe(Date.parse(`${shown}Z`) - Math.floor(at / 1000) * 1000);
      expect(span.from <= at && at < span.until).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("asks Intl itself for years without a table", () => {
  expect(offsetSpanAt("Asia/Shanghai", Date.UTC(1850, 0)).offsetMs).toBe(29_143_000);
  expect(offsetSpanAt("Europe/Berlin", Date.UTC(2500, 6)).until).toBe(Number.POSITIVE_INFINITY);
});

test("refuses a zone that does not exist", () => {
  expect(() => offsetSpanAt("Mars/Olympus", 0)).toThrow(expect.objectContaining({ code: "TIME_ZONE_UNKNOWN" }));
});
