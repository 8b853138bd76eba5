import { expect, test } from "vitest";
import { fenOf, yuanOf } from "./yuan-text.ts";

test.each([
  [1_200_000, "12000"],
  [1_200_050, "12000.5"],
  [1, "0.01"],
  [0, "0"],
  [100_00, "100"],
])("%d fen are %s yuan, and back", (fen, text) => {
  expect(yuanOf(fen)).toBe(text);
  expect(fenOf(text)).toBe(fen);
});

test("thousands may be written with commas, and what is no amount is none", () => {
  expect(fenOf(" 12,000.50 ")).toBe(1_200_050);
  expect(fenOf("12，000")).toBe(1_200_000);
  for (const wrong of ["", "-1", "1.234", "abc", "1e5"]) expect(fenOf(wrong)).toBeUndefined();
});
