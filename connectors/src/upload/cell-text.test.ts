import { expect, test } from "vitest";
import { addKind, cellText, noKinds, printsFractions } from "./cell-text.ts";

/** A column as it is printed. */
function printed(...cells: unknown[]): string[] {
  const kinds = noKinds();
  for (const cell of cells) addKind(kinds, cell);
  const fractions = printsFractions(kinds, cells.length);
  return cells.map((cell) => cellText(cell, fractions));
}

test("whole numbers print whole, and with one fraction or one empty cell among them all print with a fraction", () => {
  expect(printed(5, 4)).toEqual(["5", "4"]);
  expect(printed(0.5, 1)).toEqual(["0.5", "1.0"]);
  expect(printed(1, null, 3)).toEqual(["1.0", "", "3.0"]);
  expect(printed(1, undefined)).toEqual(["1.0", ""]);
  expect(printed(-0.5, -2)).toEqual(["-0.5", "-2.0"]);
});

test("beside texts every value prints as it is", () => {
  expect(printed(1, "x", 0.5, null)).toEqual(["1", "x", "0.5", ""]);
  expect(printed(true, false, null)).toEqual(["True", "False", ""]);
  expect(printed(["a"], { b: 1 })).toEqual(['["a"]', '{"b":1}']);
});

test("what is missing, no number or without end is empty", () => {
  expect(printed(null, undefined, Number.NaN, Infinity, -Infinity)).toEqual(["", "", "", "", ""]);
});

test("very large and very small numbers print as Python prints them", () => {
  expect(printed(1e16, 0.5)).toEqual(["1e+16", "0.5"]);
  expect(printed(1.5e-5, 0.0001)).toEqual(["1.5e-05", "0.0001"]);
  expect(printed(123_456_789.5, 1_000_000)).toEqual(["123456789.5", "1000000.0"]);
});
