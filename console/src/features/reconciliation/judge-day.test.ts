import { expect, test } from "vitest";
import { judgeDay } from "./judge-day.ts";

const day = { day: "2026-02-16", due: 4, planned: 0, fates: {}, balanced: true, summedUp: false };

test("a day looks like its worst fate, and says how many of them there were", () => {
  expect(judgeDay({ ...day, fates: { fired: 3, missed: 1 } })).toEqual({ look: "bad", shown: 1, total: 4 });
  expect(judgeDay({ ...day, fates: { fired: 3, incomplete: 1 } })).toEqual({ look: "held", shown: 1, total: 4 });
  expect(judgeDay({ ...day, fates: { fired: 3, disabled: 1 } })).toEqual({ look: "good", shown: 4, total: 4 });
  expect(judgeDay({ ...day, fates: { disabled: 4 } })).toEqual({ look: "quiet", shown: 4, total: 4 });
});

test("a day that does not add up is worse than anything that became of it", () => {
  expect(judgeDay({ ...day, fates: { fired: 3 }, balanced: false }).look).toBe("unbalanced");
});

test("a day to come, and one without slots, are told apart", () => {
  expect(judgeDay({ ...day, planned: 2 })).toEqual({ look: "planned", shown: 2, total: 2 });
  expect(judgeDay(day)).toEqual({ look: "none", shown: 0, total: 0 });
});
