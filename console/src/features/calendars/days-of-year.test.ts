import { expect, test } from "vitest";
import { daysOfYear, yearsOf } from "./days-of-year.ts";

const calendar = {
  from: "2026-01-01",
  until: "2026-11-30",
  workWeek: [1, 2, 3, 4, 5],
  days: [
    { date: "2026-01-01", kind: "off", name: "元旦" },
    { date: "2026-01-04", kind: "work" },
  ],
} as const;

test("a day is off, worked, a weekend or a working day, and what is not published is not known", () => {
  const year = daysOfYear({ ...calendar, workWeek: [...calendar.workWeek], days: [...calendar.days] }, 2026);
  const kinds = year[0]?.days.slice(0, 5).map(({ kind }) => kind);
  expect(kinds).toEqual(["off", "workday", "weekend", "work", "workday"]);
  expect(year[0]).toMatchObject({ offset: 3, workdays: 22 });
  expect(year[0]?.days[0]).toMatchObject({ date: "2026-01-01", name: "元旦" });
  expect(year[10]?.days.at(-1)?.kind).toBe("workday");
  expect(year[11]?.days[0]?.kind).toBe("unknown");
  expect(year[1]?.days).toHaveLength(28);
});

test("the years of a calendar are those of which it knows a part", () => {
  expect(yearsOf({ from: "2025-09-01", until: "2027-01-15" })).toEqual({ first: 2025, last: 2027 });
});
