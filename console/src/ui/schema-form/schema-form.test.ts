import { expect, test } from "vitest";
import { readFormValues } from "./read-form-values.ts";
import { readSchemaFields } from "./schema-fields.ts";

const fieldsOf = (properties: Record<string, unknown>, required: readonly string[] = []) =>
  readSchemaFields({ type: "object", properties, required });

test.each([
  [{ type: "string" }, "text"],
  [{ type: ["string", "null"] }, "text"],
  [{ type: "string", maxLength: 4_000 }, "long-text"],
  [{ type: "string", format: "date" }, "date"],
  [{ type: "string", format: "date-time" }, "date-time"],
  [{ type: "integer" }, "integer"],
  [{ type: "boolean" }, "boolean"],
  [{ type: "string", enum: ["a", "b"] }, "choice"],
  [{ type: "array", items: { type: "string" } }, "text-list"],
  [{ type: "array" }, "json"],
  [{ type: "object" }, "json"],
  [{ type: ["string", "number"] }, "json"],
  [{}, "json"],
])("%j is asked for as %s", (property, kind) => {
  expect(fieldsOf({ a: property })[0]?.kind).toBe(kind);
});

test.each([undefined, null, "text", { type: "object" }])("a rule that declares %j asks for nothing", (schema) => {
  expect(readSchemaFields(schema)).toEqual([]);
});

test("a default is in the field, and the label is the title", () => {
  const fields = fieldsOf({
    n: { type: "integer", default: 3, title: "Count" },
    l: { type: "array", items: { type: "string" }, default: ["1"] },
  });
  expect(fields.map(({ label, initial }) => [label, initial])).toEqual([
    ["Count", "3"],
    ["l", ["1"]],
  ]);
});

test("values arrive with the types of the schema, and empty optional ones not at all", () => {
  const fields = fieldsOf({
    n: { type: "integer" },
    b: { type: "boolean" },
    c: { enum: [1, "1"] },
    t: { type: "string", format: "time" },
    l: { type: "array", items: { type: "string" } },
    j: { type: "object" },
    e: { type: "string" },
    none: { type: "array", items: { type: "string" } },
  });
  const values = { n: " 7 ", b: false, c: "1", t: "23:20", l: ["1", "2"], j: '{"a":[1]}', e: " ", none: [] };
  expect(readFormValues(fields, values)).toEqual({
    ok: true,
    inputs: { n: 7, b: false, c: 1, t: "23:20:00", l: ["1", "2"], j: { a: [1] } },
  });
});

test("each wrong field says what is wrong with it", () => {
  const fields = fieldsOf(
    {
      gone: { type: "string" },
      list: { type: "array", items: { type: "string" } },
      word: { type: "number" },
      half: { type: "integer" },
      small: { type: "integer", minimum: 1 },
      large: { type: "number", maximum: 1 },
      json: {},
    },
    ["gone", "list"],
  );
  expect(readFormValues(fields, { list: [], word: "x", half: "1.5", small: "0", large: "2", json: "{" })).toEqual({
    ok: false,
    faults: {
      gone: "required",
      list: "required",
      word: "not-a-number",
      half: "not-whole",
      small: "too-small",
      large: "too-large",
      json: "not-json",
    },
  });
});
