import { expect, test } from "vitest";
import { stripComments } from "./strip-comments.ts";

test.each([
  ['{"a": 1} // end', '{"a": 1}       '],
  ['{"a": "http://x"}', '{"a": "http://x"}'],
  ['{"a": "\\"// no"} // yes', '{"a": "\\"// no"}       '],
  ['{/* two\nlines */"a": 1}', '{      \n        "a": 1}'],
  ['{"a": "/* no */"}', '{"a": "/* no */"}'],
])("%j keeps everything but its comments, each character in its place", (text, stripped) => {
  expect(stripComments(text)).toBe(stripped);
  expect(stripComments(text)).toHaveLength(text.length);
});
