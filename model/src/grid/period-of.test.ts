import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar, openCalendar } from "../calendar/calendar.ts";
import { plusDays, weekdayOf } from "../calendar/plain-date.ts";
import { GridPeriod } from "./grid-period.ts";
import { periodOf } from "./period-of.ts";

const label = (period: unknown, at: string) => periodOf(GridPeriod.parse(period), at)?.label;

test.each([
  [-1, "2025-03-01", "2025-02-28"],
  [0, "2025-10-03", "2025-10-03"],
  [[-9, -3], "2025-10-04", "2025-09-25_2025-10-01"],
  [[-3, -3], "2025-10-04", "2025-10-01_2025-10-01"],
  ["last_month", "2025-01-31", "2024-12"],
  ["上月", "2024-03-31", "2024-02"],
  ["this_month", "2025-10-31", "2025-10"],
  ["上季", "2025-01-01", "2024-Q4"],
  ["this_quarter", "2025-09-30", "2025-Q3"],
  ["last_week", "2025-10-06", "2025-09-29_2025-10-05"],
  ["本周", "2025-10-05", "2025-09-29_2025-10-05"],
  ["MTD", "2025-10-15", "2025-10-01_2025-10-15"],
  ["QTD", "2025-10-15", "2025-10-01_2025-10-15"],
  ["WTD", "2025-10-06", "2025-10-06_2025-10-06"],
  [{ unit: "month", toDate: -1 }, "2025-10-01", "2025-09-01_2025-09-30"],
  [{ unit: "week", weekStartsOn: 6 }, "2025-10-04", "2025-09-27_2025-10-03"],
  [{ unit: "week", weekStartsOn: 7, offset: 0 }, "2025-10-04", "2025-09-28_2025-10-04"],
  [{ unit: "month", offset: -14 }, "2025-01-15", "2023-11"],
  [{ unit: "quarter", offset: -5 }, "2025-01-15", "2023-Q4"],
])("%j from %s is %s", (period, at, expected) => {
  expect(label(period, at)).toBe(expected);
});

test.each([
  [[-3, -9]],
  ["next year"],
  [1.5],
  [{ unit: "day", toDate: 0 }],
  [{ unit: "month", offset: -1, toDate: -1 }],
  [{ unit: "month", weekStartsOn: 1 }],
  [{ unit: "week", workdays: true }],
  [{ unit: "week", weekStartsOn: 0 }],
])("%j is refused", (period) => {
  expect(GridPeriod.safeParse(period).success).toBe(false);
});

const holidays = openCalendar(
  Calendar.parse({
    calendar: "cn",
    name: "cn",
    from: "2025-09-01",
    until: "2025-10-31",
    days: [
      { date: "2025-09-28", kind: "work", name: "调休" },
      ...Array.from({ length: 8 }, (_, n) => ({ date: plusDays("2025-10-01", n), kind: "off", name: "国庆节" })),
    ],
  }),
);

const workday = (offset: number, at: string) => periodOf({ unit: "day", offset, workdays: true }, at, holidays)?.label;

test("working days are counted by the calendar, and nothing is guessed beyond it", () => {
  expect(workday(-1, "2025-10-09")).toBe("2025-09-30");
  expect(workday(-3, "2025-10-09")).toBe("2025-09-28");
  expect(workday(0, "2025-10-05")).toBe("2025-09-30");
  expect(workday(1, "2025-09-30")).toBe("2025-10-09");
  expect(workday(-1, "2025-09-01")).toBeUndefined();
  expect(periodOf({ unit: "day", workdays: true }, "2025-10-09")).toBeUndefined();
});

/** As slow as can be: it walks day by day and looks at each. */
const walk = (from: string, step: 1 | -1, until: (day: string) => boolean): string => {
  let day = from;
  while (!until(day)) day = plusDays(day, step);
  return day;
};
const beginsUnit = {
  week: (startsOn: number) => (day: string) => weekdayOf(day) === startsOn,
  month: () => (day: string) => day.endsWith("-01"),
  quarter: () => (day: string) => /-(01|04|07|10)-01$/.test(day),
};
const someDate = fc.integer({ min: -9_000, max: 30_000 }).map((days) => plusDays("2000-01-01", days));

test("a unit so many away is what walking there day by day finds", () => {
  fc.assert(
    fc.property(
      someDate,
      fc.constantFrom("week", "month", "quarter"),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: 1, max: 7 }),
      (at, unit, offset, weekStartsOn) => {
        const begins = beginsUnit[unit](weekStartsOn);
        let start = walk(at, -1, begins);
        for (let left = Math.abs(offset); left > 0; left -= 1)
          start = offset < 0 ? walk(plusDays(start, -1), -1, begins) : walk(plusDays(start, 1), 1, begins);
        const end = plusDays(walk(plusDays(start, 1), 1, begins), -1);
        const period = { unit, offset, ...(unit === "week" && { weekStartsOn }) };
        expect(periodOf(GridPeriod.parse(period), at)).toMatchObject({ start, end });
      },
    ),
    { numRuns: 300 },
  );
});

test("a part up to a day begins where walking back from that day finds the unit begin", () => {
  fc.assert(
    fc.property(
      someDate,
      fc.constantFrom("week", "month", "quarter"),
      fc.integer({ min: -40, max: 5 }),
      (at, unit, toDate) => {
        const end = plusDays(at, toDate);
        const start = walk(end, -1, beginsUnit[unit](1));
        expect(periodOf({ unit, toDate }, at)).toEqual({ start, end, label: `${start}_${end}` });
      },
    ),
    { numRuns: 300 },
  );
});
