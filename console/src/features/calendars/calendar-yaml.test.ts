import { expect, test } from "vitest";
import { parse } from "yaml";
import { calendarTemplate, calendarYaml } from "./calendar-yaml.ts";

test("a calendar that is written reads as what it was", () => {
  const calendar = {
    calendar: "campus",
    name: '校历 "春"',
    from: "2026-02-24",
    until: "2026-07-10",
    workWeek: [1, 2],
    days: [
      { date: "2026-03-20", kind: "off" as const, name: "校庆" },
      { date: "2026-03-21", kind: "work" as const },
    ],
  };
  expect(parse(calendarYaml(calendar))).toEqual(calendar);
  expect(parse(calendarYaml({ ...calendar, days: [] }))).toEqual({ ...calendar, days: [] });
});

test("a new calendar begins with the present year", () => {
  expect(parse(calendarTemplate(new Date(2030, 5, 1)))).toMatchObject({ from: "2030-01-01", until: "2030-12-31" });
});
