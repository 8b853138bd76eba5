import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatInZone, isoInZone, unknownDirective } from "./format-in-zone.ts";
import { isDateOnly, parseInstant } from "./parse-instant.ts";
import { isTimeZone, TimeZone } from "./time-zone.ts";
import { addDays, instantOfWallClock, startOfDay, wallClock } from "./wall-clock.ts";

const ZONES = [
  "UTC",
  "Asia/Shanghai",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Africa/Cairo",
];
const zone = fc.constantFrom(...ZONES);
const moment = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }).map((ms) => new Date(ms));

const two = (value: number): string => String(value).padStart(2, "0");

describe("a time zone", () => {
  test.each(["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires"])("%s is known", (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  test.each(["", "Beijing", "Asia/Beijing", "+08:00", "-05", "GMT+8", "Asia/Shanghai "])("%j is not known", (name) =>
    expect(isTimeZone(name)).toBe(false),
  );
  test("in a rule is refused with the remedy", () => {
    expect(TimeZone.safeParse("Asia/Beijing").error?.issues[0]?.message).toBe(
      'The time zone "Asia/Beijing" is not known. Use a name of the IANA database, for example Asia/Shanghai or UTC.',
    );
  });
});

describe("a clock on the wall", () => {
  test("shows the date, the time, the weekday and the offset", () => {
    expect(wallClock(new Date("2026-02-15T22:00:05.250Z"), "Asia/Shanghai")).toEqual({
      year: 2026,
      month: 2,
      day: 16,
      hour: 6,
      minute: 0,
      second: 5,
      weekday: 1,
      offsetMinutes: 480,
    });
  });

  test("shows midnight as 0 and not as 24", () => {
    expect(wallClock(new Date("2026-02-15T16:00:00Z"), "Asia/Shanghai")).toMatchObject({ day: 16, hour: 0 });
  });

  test("refuses a zone that does not exist", () => {
    expect(() => wallClock(new Date(0), "Mars/Olympus")).toThrow(
      expect.objectContaining({ code: "TIME_ZONE_UNKNOWN" }),
    );
  });

  test("agrees with an independent reading by Intl in every zone", () => {
    fc.assert(
      fc.property(moment, zone, (date, name) => {
        const wall = wallClock(date, name);
        const shown = date.toLocaleString("sv-SE", { timeZone: name });
        expect(
          `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`,
        ).toBe(shown);
      }),
      { numRuns: 200 },
    );
  });

  test("leads back to the moment, or to the first of two moments that look the same", () => {
    fc.assert(
      fc.property(moment, zone, (date, name) => {
        const wall = wallClock(date, name);
        const back = instantOfWallClock({ ...wall, millisecond: date.getUTCMilliseconds() }, name);
        expect(back.getTime()).toBeLessThanOrEqual(date.getTime());
        expect(wallClock(back, name)).toMatchObject({
          hour: wall.hour,
          minute: wall.minute,
          second: wall.second,
          day: wall.day,
        });
      }),
      { numRuns: 200 },
    );
  });

  test("takes the first of two moments when the clocks go back", () => {
    expect(
      instantOfWallClock({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, "Europe/Berlin").toISOString(),
    ).toBe("2026-10-25T00:30:00.000Z");
  });

  test("counts on over a time that the clocks skip", () => {
    expect(
      instantOfWallClock({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, "Europe/Berlin").toISOString(),
    ).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe("days", () => {
  test("begin after midnight where midnight itself is skipped", () => {
    expect(startOfDay(new Date("2026-04-24T12:00:00Z"), "Africa/Cairo").toISOString()).toBe("2026-04-23T22:00:00.000Z");
  });

  test("keep the time on the wall over a clock change", () => {
    expect(addDays(new Date("2026-03-28T05:00:00Z"), 1, "Europe/Berlin").toISOString()).toBe(
      "2026-03-29T04:00:00.000Z",
    );
  });

  test("go back over the end of a leap February, milliseconds kept", () => {
    expect(addDays(new Date("2024-03-01T06:00:00.123Z"), -1, "UTC").toISOString()).toBe("2024-02-29T06:00:00.123Z");
  });
});

describe("writing a moment", () => {
  const date = new Date("2026-02-15T22:00:05.007Z");
  test.each([
    ["%Y-%m-%d", "2026-02-16"],
    ["%Y.%-m.%-d", "2026.2.16"],
    ["%H:%M:%S.%L", "06:00:05.007"],
    ["%-I%p, %A %B %e", "6AM, Monday February 16"],
    ["%a %b %y", "Mon Feb 26"],
    ["%j %u %w", "047 1 1"],
    ["%F %T %z %Z", "2026-02-16 06:00:05 +0800 Asia/Shanghai"],
    ["%s", "1771192805"],
    ["100%% 今天%d日", "100% 今天16日"],
    ["%Q stays", "%Q stays"],
  ])("by %s gives %s", (pattern, text) => expect(formatInZone(date, "Asia/Shanghai", pattern)).toBe(text));

  test("finds the part of a pattern that means nothing", () => {
    expect(unknownDirective("%Y-%Q")).toBe("%Q");
    expect(unknownDirective("%Y-%-m 50%")).toBe("%");
    expect(unknownDirective("%Y-%-m-%%")).toBeUndefined();
    expect(unknownDirective("%constructor")).toBe("%c");
  });

  test("with its offset, half hours and west of Greenwich too", () => {
    expect(isoInZone(new Date("2026-02-16T06:00:05Z"), "America/St_Johns")).toBe("2026-02-16T02:30:05-03:30");
    expect(isoInZone(date, "Asia/Kathmandu")).toBe("2026-02-16T03:45:05.007+05:45");
  });

  test("and reading it again gives the same moment", () => {
    fc.assert(
      fc.property(moment, zone, (at, name) => parseInstant(isoInZone(at, name), name)?.getTime() === at.getTime()),
      { numRuns: 200 },
    );
  });
});

describe("reading a moment", () => {
  test.each([
    ["2026-02-16", "2026-02-15T16:00:00.000Z"],
    ["2026-02-16 06:00:05", "2026-02-15T22:00:05.000Z"],
    ["2026-02-16T06:00", "2026-02-15T22:00:00.000Z"],
    ["2026-02-16T06:00:05Z", "2026-02-16T06:00:05.000Z"],
    ["2026-02-16T06:00:05.5+08:00", "2026-02-15T22:00:05.500Z"],
    ["2026-02-16T06:00:05-0330", "2026-02-16T09:30:05.000Z"],
    ["2026-2-6", "2026-02-05T16:00:00.000Z"],
  ])("%s in Shanghai is %s", (text, iso) => expect(parseInstant(text, "Asia/Shanghai")?.toISOString()).toBe(iso));

  test.each(["", "yesterday", "2026-02-30", "2026-13-01", "2026-02-16 25:00", "16.02.2026", "2026", "1771192805"])(
    "%j is not a moment",
    (text) => expect(parseInstant(text, "Asia/Shanghai")).toBeUndefined(),
  );

  test("knows a date from a moment", () => {
    expect(isDateOnly("2026-02-16")).toBe(true);
    expect(isDateOnly("2026-02-16T00:00:00Z")).toBe(false);
  });
});
