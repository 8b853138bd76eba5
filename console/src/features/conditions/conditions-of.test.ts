import { expect, test } from "vitest";
import { conditionsOf } from "./conditions-of.ts";

test("a rule is asked for its own condition, those of its triggers and those of its steps", () => {
  const found = conditionsOf({
    condition: { all: [] },
    triggers: [{ id: "paid", event: "order.paid", condition: "event.data.amount > 1" }, { cron: "0 6 * * *" }],
    actions: [
      { use: "noop", if: "true", with: { if: "no condition" } },
      { id: "some", do: [{ id: "inner", use: "noop", if: "false" }] },
    ],
  });
  expect(found.map(({ at, name }) => [at, name])).toEqual([
    ["rule", ""],
    ["trigger", "paid"],
    ["step", "1"],
    ["step", "inner"],
  ]);
});

test("what is no rule yet has none", () => {
  expect(conditionsOf({ condition: " ", triggers: "x", actions: [null] })).toEqual([]);
});
