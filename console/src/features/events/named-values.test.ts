import { expect, test } from "vitest";
import { namedValues } from "./named-values.ts";

test("the values that a condition names are shown, each once, and what is not there as missing", () => {
  const condition =
    'event.data.amount >= 100 && (event.data["金额"] == 1 || event.data.amount < 9) && event.type == "a"';
  expect(namedValues(condition, { type: "a", data: { 金额: 2 } })).toEqual([
    { path: "event.data.amount", value: undefined },
    { path: 'event.data["金额"]', value: 2 },
    { path: "event.type", value: "a" },
  ]);
});
