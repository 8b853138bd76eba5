import fc from "fast-check";
import { expect, test } from "vitest";
import { percentilesOf } from "./duration-scale.ts";

/** As `belfry.step_of_time` counts. */
const stepOf = (ms: number) => (ms < 1 ? 0 : 1 + Math.floor(Math.log(ms) / Math.log(1.1)));

test("without durations there is nothing to say", () => {
  expect(percentilesOf(new Map())).toBeNull();
});

test("median and 95th percentile lie within 8 % of the truth, however the durations are spread", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 20, max: 30_000_000 }), { minLength: 1, maxLength: 300 }), (durations) => {
      const counts = new Map<number, number>();
      for (const ms of durations) counts.set(stepOf(ms), (counts.get(stepOf(ms)) ?? 0) + 1);
      const sorted = durations.toSorted((a, b) => a - b);
      const truth = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] as number;
      const told = percentilesOf(counts);
      for (const [value, share] of [
        [told?.p50Ms, 0.5],
        [told?.p95Ms, 0.95],
      ] as const)
        expect(Math.abs((value as number) / truth(share) - 1)).toBeLessThan(0.08);
    }),
  );
});
