import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Duration, durationMs, formatDuration, parseDuration } from "./duration.ts";

describe("a duration", () => {
  test.each([
    ["500ms", 500],
    ["5s", 5_000],
    ["1.5s", 1_500],
    ["30m", 1_800_000],
    ["1h30m", 5_400_000],
    ["2d", 172_800_000],
    ["1w", 604_800_000],
    ["1m500ms", 60_500],
    ["0s", 0],
    ["PT5M", 300_000],
    ["PT0.5S", 500],
    ["P1DT12H", 129_600_000],
    ["P2W", 1_209_600_000],
  ])("%s is %i ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

  test.each([
    ["", "The duration is empty."],
    ["30", 'The duration "30" has no unit.'],
    ["-5s", 'The duration "-5s" is negative.'],
    ["P1M", 'The duration "P1M" counts years or months, which have no fixed length.'],
    ["5 minutes", '"5 minutes" is not a duration.'],
    ["5S", '"5S" is not a duration.'],
    ["30m1h", '"30m1h" is not a duration.'],
    ["1m1m", '"1m1m" is not a duration.'],
    ["P", '"P" is not a duration.'],
    ["PT", '"PT" is not a duration.'],
    ["1w".repeat(1000), `"${"1w".repeat(1000)}" is not a duration.`],
    ["9999d", 'The duration "9999d" is longer than 3650 days.'],
    ["1e9s", '"1e9s" is not a duration.'],
  ])("%j is refused with the reason", (text, reason) => {
    expect(() => parseDuration(text)).toThrow(reason);
  });

  test("reads again what was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_650 * 86_400_000 }), (ms) => parseDuration(formatDuration(ms)) === ms),
    );
  });

  test.each([
    [0, "0s"],
    [5_400_000, "1h30m"],
    [90_061_001, "1d1h1m1s1ms"],
    [-1_000, "-1s"],
    [0.4, "0s"],
  ])("%d ms is written %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  test("in a rule is kept as it was written, text or milliseconds", () => {
    expect(Duration.parse("1h30m")).toBe("1h30m");
    expect(durationMs(Duration.parse("1h30m"))).toBe(5_400_000);
    expect(durationMs(Duration.parse(250))).toBe(250);
  });

  test("in a rule says what is wrong and how to write it", () => {
    const issues = Duration.safeParse("30").error?.issues ?? [];
    expect(JSON.stringify(issues)).toContain("has no unit. Write it like 500ms");
    expect(Duration.safeParse(-1).success).toBe(false);
    expect(Duration.safeParse(1.5).success).toBe(false);
    expect(Duration.safeParse(true).success).toBe(false);
  });
});
