import { expect, test } from "vitest";
import { restrictsNothing, toScope, toScopeForm } from "./scope-form.ts";

const scope = {
  labels: { team: ["学工处", "教务处"] },
  inputs: { "late-return": { building: [1, 2, 3], night: [true], day: ["1"] } },
};
const types: Readonly<Record<string, string>> = { building: "integer", night: "boolean", day: "string" };
const typeOf = (_rule: string, input: string) => types[input];

test("a restriction that is opened and saved unchanged stays what it is, numbers as numbers", () => {
  expect(toScope(toScopeForm(scope), typeOf)).toEqual(scope);
  expect(toScope(toScopeForm(null), typeOf)).toBeNull();
});

test("lines that are not complete restrict nothing, and a restriction to nothing is noticed", () => {
  const form = { restricted: true, labels: [{ label: "team" }, {}], inputs: [{ rule: "late-return", values: [] }] };
  expect(toScope(form, typeOf)).toEqual({ labels: {}, inputs: {} });
  expect(restrictsNothing(form)).toBe(true);
  expect(restrictsNothing({ ...form, restricted: false })).toBe(false);
  expect(restrictsNothing(toScopeForm(scope))).toBe(false);
});

test("two lines for one label allow what either of them allows", () => {
  const labels = [
    { label: "team", values: ["a"] },
    { label: "team", values: ["b", "a"] },
  ];
  expect(toScope({ restricted: true, labels, inputs: [] }, typeOf)?.labels).toEqual({ team: ["a", "b"] });
});
