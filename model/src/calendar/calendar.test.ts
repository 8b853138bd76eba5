import { expect, test } from "vitest";
import { Calendar, horizonDays, openCalendar } from "./calendar.ts";
import { plusDays, weekdayOf } from "./plain-date.ts";

const february = openCalendar(
  Calendar.parse({
    calendar: "test",
    name: "测试",
    from: "2026-02-01",
    until: "2026-02-28",
    days: [
      { date: "2026-02-14", kind: "work", name: "春节调休" },
      ...Array.from({ length: 9 }, (_, index) => ({ date: plusDays("2026-02-15", index), kind: "off", name: "春节" })),
      { date: "2026-02-28", kind: "work" },
    ],
  }),
);

test("weekdays count from Monday", () => {
  expect(["2026-02-16", "2026-02-22", "1969-12-31"].map(weekdayOf)).toEqual([1, 7, 3]);
});

test("a named day comes before the day of the week, and beyond the calendar nothing is known", () => {
  expect(february.day("2026-02-13")).toEqual({ kind: "work" });
  expect(february.day("2026-02-14")).toEqual({ kind: "work", name: "春节调休" });
  expect(february.day("2026-02-17")).toEqual({ kind: "off", name: "春节" });
  expect(february.day("2026-02-07")).toEqual({ kind: "off" });
  expect(february.day("2026-03-02")).toEqual({ kind: "unknown" });
  expect(february.day("2026-01-30")).toEqual({ kind: "unknown" });
});

test("the next and the previous working day skip the holidays, and are not guessed beyond the calendar", () => {
  expect(february.nextWorkingDay("2026-02-15")).toBe("2026-02-24");
  expect(february.previousWorkingDay("2026-02-15")).toBe("2026-02-14");
  expect(february.nextWorkingDay("2026-02-24")).toBe("2026-02-24");
  expect(february.previousWorkingDay("2026-02-01")).toBeUndefined();
  expect(february.nextWorkingDay("2026-03-01")).toBeUndefined();
});

test("the nth working day of a month counts from either end", () => {
  expect(february.nthWorkingDay(2026, 2, 1)).toBe("2026-02-02");
  expect(february.nthWorkingDay(2026, 2, 11)).toBe("2026-02-14");
  expect(february.nthWorkingDay(2026, 2, -1)).toBe("2026-02-28");
  expect(february.nthWorkingDay(2026, 2, 30)).toBeNull();
  expect(february.nthWorkingDay(2026, 3, 1)).toBeUndefined();
});

test("a calendar says how far it reaches", () => {
  expect(horizonDays(february.calendar, "2026-02-01")).toBe(27);
  expect(horizonDays(february.calendar, "2026-03-02")).toBe(-2);
});

test.each([
  [{ from: "2026-02-30" }, "that exists"],
  [{ from: "2026-05-01", until: "2026-04-01" }, "before `from`"],
  [{ days: [{ date: "2027-01-01", kind: "off" }] }, "lies outside"],
  [
    {
      days: [
        { date: "2026-01-01", kind: "off" },
        { date: "2026-01-01", kind: "work" },
      ],
    },
    "named twice",
  ],
])("a calendar that contradicts itself is refused: %j", (part, words) => {
  const parsed = Calendar.safeParse({ calendar: "x", name: "x", from: "2026-01-01", until: "2026-12-31", ...part });
  expect(parsed.success).toBe(false);
  expect(JSON.stringify(parsed.error?.issues)).toContain(words);
});
