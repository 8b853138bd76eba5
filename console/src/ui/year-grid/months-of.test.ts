import { expect, test } from "vitest";
import { monthsOf } from "./months-of.ts";

test("a year has all of its days, each under its day of the week", () => {
  const months = monthsOf(2028);
  expect(months.map(({ dates }) => dates.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect(months[0]).toMatchObject({ month: 1, offset: 5 });
  expect(months[1]?.dates.at(-1)).toBe("2028-02-29");
});

test("one month is given alone", () => {
  expect(monthsOf(2026, 6)).toEqual([expect.objectContaining({ month: 6, offset: 0 })]);
});
