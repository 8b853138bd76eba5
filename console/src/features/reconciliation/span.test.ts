import { expect, test } from "vitest";
import { daysOfSpan, stepDay, stepSpan } from "./span.ts";

test("a year and a month have their first and last days", () => {
  expect(daysOfSpan("2026")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  expect(daysOfSpan("2028-02")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
});

test("steps go over the ends of years and months", () => {
  expect(stepSpan("2026", -1)).toBe("2025");
  expect(stepSpan("2026-12", 1)).toBe("2027-01");
  expect(stepDay("2026-03-01", -1)).toBe("2026-02-28");
});
