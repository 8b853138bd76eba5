import { expect, test } from "vitest";
import { layOutBars } from "./bar-layout.ts";

const period = (from: string, success: number, failed: number, skipped = 0) => ({
  from,
  executions: success + failed + skipped,
  states: { success, failed, cancelled: 0, skipped },
  successRate: null,
  took: null,
  waited: null,
  failures: [],
});

test("the fullest period is as high as the chart, and the others in proportion", () => {
  const [first, second] = layOutBars([period("2026-02-01", 6, 2), period("2026-02-02", 2, 0, 2)]);
  expect(first?.parts).toEqual([
    { kind: "success", y: 0, height: 0.75 },
    { kind: "failed", y: 0.75, height: 0.25 },
  ]);
  expect(second?.parts.map(({ kind, height }) => [kind, height])).toEqual([
    ["success", 0.25],
    ["other", 0.25],
  ]);
  expect(second?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0));
});

test("a single failure among a million is seen", () => {
  const [bar] = layOutBars([period("2026-02-01", 1_000_000, 1)]);
  expect(bar?.parts[1]?.height).toBeGreaterThan(0.01);
});

test("periods without executions have no bar", () => {
  expect(layOutBars([period("2026-02-01", 0, 0)])[0]?.parts).toEqual([]);
  expect(layOutBars([])).toEqual([]);
});
