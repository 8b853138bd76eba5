import { expect, test } from "vitest";
import { parsePreferences } from "./preferences.ts";

test.each([
  [["zh-CN", "en"], "zh"],
  [["zh-Hant-TW"], "zh"],
  [["fr-FR", "zh-CN", "en"], "zh"],
  [["en-GB", "zh-CN"], "en"],
  [["fr-FR"], "en"],
  [[], "en"],
])("a browser that speaks %j gets %s", (spoken, language) => {
  expect(parsePreferences(null, spoken)).toEqual({ language, theme: "system", offerPasswordChange: true });
});

test("what was chosen wins over the browser", () => {
  const stored = { language: "en", theme: "dark", offerPasswordChange: false };
  expect(parsePreferences(JSON.stringify(stored), ["zh-CN"])).toEqual(stored);
});

test.each(["", "null", "[1]", "{", '{"language":"xx","theme":7}'])("stored %j counts as not chosen", (stored) => {
  expect(parsePreferences(stored, ["zh"])).toEqual({ language: "zh", theme: "system", offerPasswordChange: true });
});
