import { expect, test } from "vitest";
import { nextCronTime } from "@belfry/model";
import { checkSpread, spreadMs } from "./spread.ts";

const offsets = (n: number, spread: string): number[] =>
  Array.from({ length: n }, (_, i) => spreadMs({ rule: `report-${i}`, trigger: "cron-1" }, { spread }));

test("a thousand rules spread evenly over their window", () => {
  const all = offsets(1_000, "10m");
  const perMinute = Array.from({ length: 10 }, (_, m) => all.filter((ms) => Math.floor(ms / 60_000) === m).length);
  expect(perMinute.reduce((a, b) => a + b)).toBe(1_000);
  // A hundred each; chance alone strays by ten, and four times that practically never.
  for (const n of perMinute) expect(Math.abs(n - 100)).toBeLessThan(40);
  const perSecond = Map.groupBy(all, (ms) => ms);
  expect(Math.max(...[...perSecond.values()].map((same) => same.length))).toBeLessThan(10);
});

test("a trigger is put off by whole seconds, always the same, and by nothing without a window", () => {
  const one = { rule: "report", trigger: "cron-1" };
  const first = spreadMs(one, { spread: "10m" });
  expect(first % 1_000).toBe(0);
  expect(spreadMs(one, { spread: "10m" })).toBe(first);
  expect(first).toBe(448_000);
  expect(spreadMs({ ...one, trigger: "cron-2" }, { spread: "10m" })).not.toBe(first);
  expect(spreadMs(one, {})).toBe(0);
});

const cron = (text: string) => ({ next: (after: Date) => nextCronTime(text, "Europe/Berlin", after) });
const problems = (text: string, spread: string) =>
  checkSpread({ spread }, { path: "triggers[0]", isSchedule: true, schedule: cron(text) }).map(
    ({ message }) => message,
  );

test("a window may be as long as the shortest time between two fire times, and no longer", () => {
  expect(problems("0 6,7 * * *", "1h")).toEqual([]);
  expect(problems("0 6,7 * * *", "61m")).toEqual([
    "It is spread over more time (61m) than lies between two fire times (1h).",
  ]);
  expect(problems("*/10 * * * *", "10m")).toEqual([]);
  expect(problems("0 6 * * *", "25h")).toEqual(["25h is no time from 1s to 1d."]);
  expect(problems("0 6 * * *", "soon")).toEqual(["soon is no time from 1s to 1d."]);
});

test("events are not spread", () => {
  expect(checkSpread({ spread: "1m" }, { path: "triggers[0]", isSchedule: false })).toHaveLength(1);
});
