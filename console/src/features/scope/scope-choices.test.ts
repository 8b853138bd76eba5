import { expect, test } from "vitest";
import { scopeChoices } from "./scope-choices.ts";

const choices = scopeChoices([
  {
    rule: "late",
    name: "晚归",
    labels: { team: "学工处" },
    definition: {
      inputs: {
        properties: {
          buildings: { type: "array", title: "楼栋", items: { type: "integer", enum: [1, 2] } },
          day: { type: "string" },
        },
      },
    },
  },
  { rule: "other", name: "Other", labels: { team: "教务处" }, definition: {} },
]);

test("labels and their values are those that rules carry", () => {
  expect(choices.labels).toEqual(["team"]);
  expect(choices.valuesOfLabel("team")).toEqual(["学工处", "教务处"]);
  expect(choices.valuesOfLabel("unknown")).toEqual([]);
});

test("only rules that ask for inputs are offered, and of a list the items count", () => {
  expect(choices.rules).toEqual([{ value: "late", label: "晚归" }]);
  expect(choices.inputsOf("late")).toEqual([
    { value: "buildings", label: "楼栋" },
    { value: "day", label: "day" },
  ]);
  expect(choices.valuesOfInput("late", "buildings")).toEqual(["1", "2"]);
  expect(choices.typeOf("late", "buildings")).toBe("integer");
});
