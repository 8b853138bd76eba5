import { expect, test } from "vitest";
import { countSegments } from "./count-segments.ts";

test.each([
  [65, 1],
  [66, 2],
  [129, 2],
  [130, 3],
])("with the signature 【学工处】 a text of %i characters is billed as %i", (characters, segments) => {
  expect(countSegments("学工处", "字".repeat(characters))).toBe(segments);
});

test("an emoji counts as two", () => {
  expect(countSegments("学工处", `${"字".repeat(64)}😀`)).toBe(2);
});
