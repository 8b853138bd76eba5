import { expect, test } from "vitest";
import { fillTrend } from "./fill-trend.ts";

const point = (at: string, contracts = 1) => ({
  at,
  contracts,
  amountFen: 0,
  performanceFen: 0,
  rewards: 0,
  rewardFen: 0,
});

test("days without a contract stand between the others, across months", () => {
  const filled = fillTrend([point("2025-04-29"), point("2025-05-02")], "day");
  expect(filled.map(({ at, contracts }) => `${at} ${contracts}`)).toEqual([
    "2025-04-29 1",
    "2025-04-30 0",
    "2025-05-01 0",
    "2025-05-02 1",
  ]);
});

test("so do months, across years", () => {
  const filled = fillTrend([point("2025-11"), point("2026-02")], "month");
  expect(filled.map(({ at }) => at)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
});

test("nothing is put into a gap of years", () => {
  const points = [point("2015-01-01"), point("2025-01-01")];
  expect(fillTrend(points, "day")).toBe(points);
  expect(fillTrend([], "day")).toEqual([]);
});
