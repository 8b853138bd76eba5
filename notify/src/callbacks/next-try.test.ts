import { expect, test } from "vitest";
import { MOST_TRIES, nextTryMs } from "./next-try.ts";

test("an event is told ten times: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h", () => {
  const waits = Array.from({ length: MOST_TRIES }, (_, n) => nextTryMs(n + 1, undefined, 0));
  const [hour, minute] = [3_600_000, 60_000];
  expect(waits).toEqual([
    5_000,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
    undefined,
  ]);
});

test("a wait is up to a tenth longer", () => {
  expect(nextTryMs(1, undefined, 1)).toBe(5_500);
});

test("a receiver that asks for a longer wait gets it, up to a day", () => {
  expect(nextTryMs(1, 120_000, 0)).toBe(120_000);
  expect(nextTryMs(1, 7 * 86_400_000, 0)).toBe(86_400_000);
  expect(nextTryMs(3, 1_000, 0)).toBe(1_800_000);
});
