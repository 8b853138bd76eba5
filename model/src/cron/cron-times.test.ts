import { Cron } from "croner";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countCronTimes, cronTimesBetween, nextCronTime } from "./cron-times.ts";
import { parseCron } from "./parse-cron.ts";

const at = (iso: string): Date => new Date(iso);
const iso = (dates: readonly Date[]): string[] => dates.map((date) => date.toISOString().slice(0, 16));

describe("the next time", () => {
  test.each([
    ["0 6 * * *", "Asia/Shanghai", "2026-02-15T22:00:00Z", "2026-02-16T22:00:00.000Z"],
    ["0 6 * * *", "Asia/Shanghai", "2026-02-15T21:59:59.999Z", "2026-02-15T22:00:00.000Z"],
    ["*/10 * * * * *", "UTC", "2026-02-16T06:00:05.250Z", "2026-02-16T06:00:10.000Z"],
    ["0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00.000Z"],
    ["0 6 L * *", "Asia/Shanghai", "2026-02-01T00:00:00Z", "2026-02-27T22:00:00.000Z"],
    ["0 6 LW * *", "UTC", "2026-02-01T00:00:00Z", "2026-02-27T06:00:00.000Z"],
    ["0 6 1W * *", "UTC", "2026-07-31T07:00:00Z", "2026-08-03T06:00:00.000Z"],
    ["0 6 31W * *", "UTC", "2026-05-01T00:00:00Z", "2026-05-29T06:00:00.000Z"],
    ["0 6 * * 5L", "UTC", "2026-02-01T00:00:00Z", "2026-02-27T06:00:00.000Z"],
    ["0 6 * * 1#2", "UTC", "2026-02-01T00:00:00Z", "2026-02-09T06:00:00.000Z"],
  ])("of %s in %s after %s is %s", (expression, zone, after, next) => {
    expect(nextCronTime(expression, zone, at(after))?.toISOString()).toBe(next);
  });

  test("of a schedule or a zone that cannot be read is an error with the reason", () => {
    expect(() => nextCronTime("0 25 * * *", "UTC", new Date(0))).toThrow(
      expect.objectContaining({ code: "SCHEDULE_INVALID", detail: "The hour 25 does not exist." }),
    );
    expect(() => nextCronTime("0 6 * * *", "Mars/Olympus", new Date(0))).toThrow(
      expect.objectContaining({ code: "TIME_ZONE_UNKNOWN" }),
    );
  });
});

const days = (expression: string): string[] =>
  cronTimesBetween(expression, "UTC", at("2026-01-31T12:00:00Z"), at("2026-02-28T12:00:00Z"), 100).map((date) =>
    String(date.getUTCDate()),
  );
const inBerlin = (expression: string, after: string, until: string): string[] =>
  iso(cronTimesBetween(expression, "Europe/Berlin", at(after), at(until), 20));
const spring = (expression: string): string[] => inBerlin(expression, "2026-03-28T23:00:00Z", "2026-03-29T03:00:00Z");
const autumn = (expression: string): string[] => inBerlin(expression, "2026-10-24T23:30:00Z", "2026-10-25T02:00:00Z");

describe("day of the month and weekday", () => {
  test("fire on either when both are restricted", () => expect(days("0 6 1 * 1")).toEqual(["1", "2", "9", "16", "23"]));
  test("must both fit when one begins with a star", () => {
    expect(days("0 6 */2 * 1")).toEqual(["9", "23"]);
    expect(days("0 6 1-15 * */3")).toEqual(["1", "4", "7", "8", "11", "14", "15"]);
  });
  test("do not restrict each other when one is a star", () =>
    expect(days("0 6 * * 0")).toEqual(["1", "8", "15", "22"]));
});

describe("when the clocks go forward (Berlin, 29 March 2026, 02:00 becomes 03:00)", () => {
  test("a fixed time that is skipped fires once, at the first moment after the gap", () =>
    expect(spring("30 2 * * *")).toEqual(["2026-03-29T01:00"]));
  test("two skipped fixed times, and one at the end of the gap, fire together once", () =>
    expect(spring("0,30 2,3 * * *")).toEqual(["2026-03-29T01:00", "2026-03-29T01:30"]));
  test("an interval leaves out what the clock does not show", () =>
    expect(spring("*/30 1-3 * * *")).toEqual([
      "2026-03-29T00:00",
      "2026-03-29T00:30",
      "2026-03-29T01:00",
      "2026-03-29T01:30",
    ]));
  test("an hourly job runs every hour", () =>
    expect(spring("0 * * * *")).toEqual([
      "2026-03-29T00:00",
      "2026-03-29T01:00",
      "2026-03-29T02:00",
      "2026-03-29T03:00",
    ]));
});

describe("when the clocks go back (Berlin, 25 October 2026, 03:00 becomes 02:00)", () => {
  test("a fixed time that is shown twice fires once, at the first", () =>
    expect(autumn("30 2 * * *")).toEqual(["2026-10-25T00:30"]));
  test("an interval follows the clock through both hours", () =>
    expect(autumn("*/30 2 * * *")).toEqual([
      "2026-10-25T00:00",
      "2026-10-25T00:30",
      "2026-10-25T01:00",
      "2026-10-25T01:30",
    ]));
  test("asking from within the second hour does not fire the fixed time again", () => {
    expect(nextCronTime("30 2 * * *", "Europe/Berlin", at("2026-10-25T01:10:00Z"))?.toISOString()).toBe(
      "2026-10-26T01:30:00.000Z",
    );
  });
});

const zone = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/St_Johns",
  "Asia/Shanghai",
  "Pacific/Apia",
);
// Around the clock changes of these zones in 2026, and around the day that Samoa skipped.
const start = fc
  .constantFrom(
    "2026-03-07",
    "2026-03-28",
    "2026-04-04",
    "2026-04-23",
    "2026-10-03",
    "2026-10-24",
    "2026-10-29",
    "2026-10-31",
    "2011-12-29",
  )
  .map((date) => at(`${date}T03:00:00Z`));

function field(min: number, max: number): fc.Arbitrary<string> {
  const value = fc.integer({ min, max });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant("*") },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: max - min + 1 }).map((step) => `*/${step}`) },
    { weight: 3, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => values.join(",")) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(value, value, fc.integer({ min: 1, max: 7 }))
        // Steps through a range of one, `1-1/4`, are no interval: that is one o'clock, and the slow scan goes by the look of it.
        .map(([a, b, step]) => `${Math.min(a, b)}-${Math.max(a, b)}${step > 3 && a !== b ? `/${step}` : ""}`),
    },
  );
}
const nightly = fc
  .tuple(field(0, 59), fc.oneof(field(0, 23), field(0, 3)))
  .map(([minute, hour]) => `${minute} ${hour} * * *`);
const anySchedule = fc
  .tuple(
    field(0, 59),
    field(0, 23),
    fc.oneof(field(1, 28), fc.constantFrom("L", "LW", "15W", "1W,28W", "1,L")),
    field(1, 12),
    fc.oneof(field(0, 6), fc.constantFrom("5L", "1#1,3#3", "FRI#2", "MON-FRI", "7", "FRI-SUN")),
  )
  .map((fields) => fields.join(" "));

describe("against a slow scan, minute by minute, of what Intl says the clock shows", () => {
  test("all times around clock changes agree", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(nightly, zone, start, (expression, name, from) => {
        const until = new Date(from.getTime() + 50 * 3_600_000);
        expect(iso(cronTimesBetween(expression, name, from, until, 10_000))).toEqual(
          iso(slowScan(expression, name, from, until)),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("against croner", () => {
  test("the times of any schedule agree", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(anySchedule, zone, start, (expression, name, from) => {
        // croner leaves out the fixed times of a whole skipped day; the slow scan above covers that day.
        fc.pre(name !== "Pacific/Apia" || from.getUTCFullYear() !== 2011);
        const [, , day = "", , weekday = ""] = expression.split(" ");
        const oracle = new Cron(expression, {
          timezone: name,
          fixedTimeRule: "no-wildcard",
          domAndDow: day.startsWith("*") || weekday.startsWith("*"),
        });
        if (oracle.nextRun(from) === null) {
          expect(parseCron(expression).ok, expression).toBe(false);
          return;
        }
        let expected: Date | null = from;
        let actual: Date | undefined = from;
        for (let n = 0; n < 4 && expected !== null; n += 1) {
          expected = oracle.nextRun(expected);
          actual = actual && nextCronTime(expression, name, actual);
          expect(actual?.toISOString(), expression).toBe(expected?.toISOString());
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the count", () => {
  test("is the number of times, wherever it begins and ends", () => {
    fc.assert(
      fc.property(
        nightly,
        zone,
        start,
        fc.integer({ min: 0, max: 4_000 }),
        fc.integer({ min: 0, max: 4_000 }),
        (expression, name, from, skip, length) => {
          const after = new Date(from.getTime() + skip * 61_000);
          const until = new Date(after.getTime() + length * 61_000);
          const times = cronTimesBetween(expression, name, after, until, 100_000);
          expect(countCronTimes(expression, name, after, until)).toBe(times.length);
          expect(countCronTimes(expression, name, after, until, 5)).toBe(Math.min(5, times.length));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("of every second of ten years is there at once", () => {
    // Counted one by one they take minutes. The time of this process alone: others beside it must not decide.
    const begin = process.cpuUsage();
    expect(countCronTimes("* * * * * *", "Europe/Berlin", at("2016-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z"))).toBe(
      315_619_200,
    );
    expect(process.cpuUsage(begin).user).toBeLessThan(10_000_000);
  });
});

function slowScan(expression: string, name: string, from: Date, until: Date): Date[] {
  const [minuteField = "", hourField = ""] = expression.split(" ");
  const fixed = !/[*/]/.test(minuteField + hourField);
  const formatter = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "short" });
  const shown = (ms: number): number => Date.parse(`${formatter.format(ms).replace(" ", "T")}Z`);
  const matches = (wall: number): boolean =>
    contains(minuteField, new Date(wall).getUTCMinutes(), 0) && contains(hourField, new Date(wall).getUTCHours(), 0);
  const fires: Date[] = [];
  // Begins early enough to have seen an hour that is shown again.
  let latest = shown(from.getTime() - 26 * 3_600_000);
  for (let ms = from.getTime() - 26 * 3_600_000 + 60_000; ms <= until.getTime(); ms += 60_000) {
    const wall = shown(ms);
    let fire = matches(wall) && !(fixed && wall <= latest);
    if (fixed) for (let skipped = latest + 60_000; skipped < wall; skipped += 60_000) fire ||= matches(skipped);
    if (fire && ms > from.getTime()) fires.push(new Date(ms));
    latest = Math.max(latest, wall);
  }
  return fires;
}

function contains(list: string, value: number, min: number): boolean {
  return list.split(",").some((entry) => {
    const [base = "", step = "1"] = entry.split("/");
    const [low, high = low] = base === "*" ? [min, 59] : base.split("-").map(Number);
    return (
      low !== undefined && high !== undefined && value >= low && value <= high && (value - low) % Number(step) === 0
    );
  });
}
