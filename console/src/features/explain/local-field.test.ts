import { expect, test } from "vitest";
import { fieldOfInstant, instantOfField } from "./local-field.ts";

test("a moment goes into a field of the browser and comes back", () => {
  const at = new Date("2026-02-16T06:07:08.000Z");
  expect(instantOfField(fieldOfInstant(at))).toEqual(at);
});

test.each(["", "yesterday"])("%j is no moment", (field) => {
  expect(instantOfField(field)).toBeUndefined();
});
