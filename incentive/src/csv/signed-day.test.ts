import fc from "fast-check";
import { expect, test } from "vitest";
import { signedDay } from "./signed-day.ts";

test.each([
  ["2025-05-02T10:00:00.000+08:00", "2025-05-02"],
  ["2025/5/2", "2025-05-02"],
  ["2025-05-02 10:00:00", "2025-05-02"],
  // A contract of the evening in London is one of the next day.
  ["2025-05-02T17:00:00Z", "2025-05-03"],
  ["2024-02-29", "2024-02-29"],
  ["2025-02-29", undefined],
  ["2025-13-01", undefined],
  ["2025-00-10", undefined],
  ["2025-05-00", undefined],
  ["tomorrow", undefined],
])("%s is of %s", (text, day) => {
  expect(signedDay(text)).toBe(day);
});

test("every day of the calendar is one, and no other", () => {
  fc.assert(
    fc.property(part(9_999), part(13), part(32), (year, month, day) => {
      const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      const instant = Date.parse(`${text}T00:00:00Z`);
      const isDay = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
      expect(signedDay(text)).toBe(isDay ? text : undefined);
    }),
  );
});

function part(max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max });
}
