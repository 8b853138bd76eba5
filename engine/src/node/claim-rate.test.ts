import { expect, test } from "vitest";
import { createClaimRate } from "./claim-rate.ts";

test("what was claimed more than a minute ago counts no more, however long nothing was claimed since", () => {
  let now = 5_000;
  const rate = createClaimRate(() => now);
  rate.note(3);
  now += 30_000;
  rate.note(4);
  expect(rate.perMinute()).toBe(7);
  now += 29_000;
  expect(rate.perMinute()).toBe(7);
  now += 1_000;
  expect(rate.perMinute()).toBe(4);
  now += 3_600_000;
  expect(rate.perMinute()).toBe(0);
  rate.note(1);
  expect(rate.perMinute()).toBe(1);
});
