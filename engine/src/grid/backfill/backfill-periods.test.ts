import { expect, test } from "vitest";
import { GridPeriod, GridSchedule } from "@belfry/model";
import { backfillPeriods } from "./backfill-periods.ts";

const labels = (schedule: string, period: unknown, from: string, until: string, rest: object = {}) =>
  backfillPeriods(
    { schedule: GridSchedule.parse(schedule), period: GridPeriod.parse(period) },
    { from, until, latestBase: "2025-12-31", ...rest },
    undefined,
  ).map(({ label }) => label);

test.each([
  ["daily", -1, "2025-09-29", "2025-10-01", ["2025-09-29", "2025-09-30", "2025-10-01"]],
  ["daily", 0, "2025-10-01", "2025-10-01", ["2025-10-01"]],
  ["monthly", "last_month", "2025-08-01", "2025-10-31", ["2025-08", "2025-09", "2025-10"]],
  ["monthly", "last_month", "2025-08-02", "2025-08-31", []],
  ["quarterly", "上季", "2025-01-01", "2025-06-30", ["2025-Q1", "2025-Q2"]],
  ["weekly", "last_week", "2025-09-29", "2025-10-06", ["2025-09-29_2025-10-05", "2025-10-06_2025-10-12"]],
])("%s %j from %s until %s: %j", (schedule, period, from, until, expected) => {
  expect(labels(schedule, period, from, until)).toEqual(expected);
});

test("weekly windows lie where the Saturdays of its generations put them, and monthly ones on their day", () => {
  // 2025-10-04 is a Saturday.
  expect(labels("weekly", [-9, -3], "2025-09-01", "2025-09-30", { base: "2025-10-04" })).toEqual([
    "2025-09-04_2025-09-10",
    "2025-09-11_2025-09-17",
    "2025-09-18_2025-09-24",
    "2025-09-25_2025-10-01",
  ]);
  expect(labels("monthly", -1, "2025-01-01", "2025-04-30", { base: "2025-03-31" })).toEqual([
    "2025-01-30",
    "2025-02-27",
    "2025-03-30",
    "2025-04-29",
  ]);
  expect(labels("quarterly", -1, "2025-01-01", "2025-12-31", { base: "2025-01-01" })).toEqual([
    "2025-03-31",
    "2025-06-30",
    "2025-09-30",
  ]);
});

test("what no generation has come to yet is left to it", () => {
  expect(labels("daily", -1, "2025-10-01", "2025-10-31", { latestBase: "2025-10-03" })).toEqual([
    "2025-10-01",
    "2025-10-02",
  ]);
});
