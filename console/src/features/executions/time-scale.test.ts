import fc from "fast-check";
import { expect, test } from "vitest";
import { createTimeScale } from "./time-scale.ts";

const second = 1_000;
const hour = 3_600_000;

test("without idle stretches the scale is proportional", () => {
  const scale = createTimeScale([
    { from: 100 * second, to: 104 * second },
    { from: 104 * second, to: 110 * second },
  ]);
  expect(scale.gaps).toEqual([]);
  expect([100, 105, 110].map((at) => scale.position(at * second))).toEqual([0, 0.5, 1]);
  expect(scale.ticks.map(({ offsetMs }) => offsetMs)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
});

test("a night between two tries becomes a narrow gap, and the work around it stays readable", () => {
  const scale = createTimeScale([
    { from: 0, to: 10 * second },
    { from: 8 * hour, to: 8 * hour + 10 * second },
  ]);
  expect(scale.gaps).toEqual([{ from: 10 * second, to: 8 * hour, left: expect.closeTo(0.475), width: 0.05 }]);
  expect(scale.position(8 * hour)).toBeCloseTo(0.525);
  expect(scale.position(8 * hour + 5 * second)).toBeCloseTo(0.7625);
  expect(scale.ticks.every(({ offsetMs }) => offsetMs <= 10 * second || offsetMs >= 8 * hour)).toBe(true);
});

test("an execution in which nothing happened yet has a scale too", () => {
  expect(createTimeScale([]).position(123)).toBe(0);
  expect(createTimeScale([{ from: 5, to: 5 }]).position(5)).toBe(0);
});

test("a single millisecond of work after a long night lies at the end, and not behind it", () => {
  const scale = createTimeScale([
    { from: 0, to: 1 },
    { from: 26_645_675, to: 26_645_675 },
  ]);
  expect(scale.position(26_645_675)).toBeLessThanOrEqual(1);
  expect(scale.position(26_645_675)).toBeCloseTo(1, 12);
});

test("positions never go back, and stay between 0 and 1", () => {
  const span = fc.record({ from: fc.nat(10 * hour), took: fc.nat(20 * second) });
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(11 * hour)), (spans, moments) => {
      const scale = createTimeScale(spans.map(({ from, took }) => ({ from, to: from + took })));
      const positions = moments.toSorted((a, b) => a - b).map((at) => scale.position(at));
      expect(
        positions.every((at, index) => at >= -1e-9 && at <= 1 + 1e-9 && at >= (positions[index - 1] ?? 0) - 1e-9),
      ).toBe(true);
      expect(scale.ticks.length).toBeLessThan(40);
    }),
  );
});
