import { expect, test } from "vitest";
import { lowest, slopeOf } from "./slope.ts";

const MB = 1024 * 1024;
const minute = (n: number, megabytes: number) => ({ atMs: n * 60_000, bytes: megabytes * MB });

test("what grows by two megabytes in each of sixty minutes grows by 120 in an hour", () => {
  const { mbPerHour, errorMbPerHour } = slopeOf(Array.from({ length: 61 }, (_, n) => minute(n, 200 + 2 * n)));
  expect(mbPerHour).toBeCloseTo(120);
  expect(errorMbPerHour).toBeCloseTo(0);
});

test("what goes up and down does not grow, and says how sure that is", () => {
  const { mbPerHour, errorMbPerHour } = slopeOf(Array.from({ length: 120 }, (_, n) => minute(n, 200 + 5 * (n % 2))));
  expect(Math.abs(mbPerHour)).toBeLessThan(errorMbPerHour * 2);
  expect(errorMbPerHour).toBeGreaterThan(0);
});

test("of each window only the least is looked at", () => {
  const samples = [minute(0, 210), minute(1, 200), minute(2, 230), minute(10, 220), minute(11, 205)];
  expect(lowest(samples, 10 * 60_000)).toEqual([minute(1, 200), minute(11, 205)]);
});
