import { expect, test } from "vitest";
import { labelTexts, readLabels } from "./label-texts.ts";

test("labels are read as they are written, and a value may hold an equals sign", () => {
  expect(readLabels([" team = finance ", "kind=a=b", "empty="])).toEqual({ team: "finance", kind: "a=b", empty: "" });
  expect(labelTexts({ team: "finance" })).toEqual(["team=finance"]);
});

test.each(["team", "=finance", " = "])("%j is no label", (text) => {
  expect(readLabels([text])).toBeUndefined();
});
