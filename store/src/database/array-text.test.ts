import { expect, test } from "vitest";
import { withArrayText } from "./array-text.ts";

test.each([
  [[], "{}"],
  [[1, -2.5, null, 9_007_199_254_740_991], "{1,-2.5,NULL,9007199254740991}"],
  [["a", "", undefined, "NULL"], '{"a","",NULL,"NULL"}'],
  [['"', "\\", "{,}", "两\n行"], String.raw`{"\"","\\","{,}","两` + '\n行"}'],
])("%j is %s", (values, text) => {
  expect(withArrayText(values)).toBe(text);
});

test.each([[[true]], [[[1]]], [["a", 1]], [[Buffer.from("a")]], [[new Date(0)]], ["{1}"], [7], [null]])(
  "%j is left to the driver",
  (value) => {
    expect(withArrayText(value)).toBe(value);
  },
);
