import fc from "fast-check";
import type { JsonSchema } from "./operation.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Values that fit a schema; those of deep recursion become small. */
export function validValue(schema: JsonSchema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 8) return fc.constant(null);
  const inner = (next: unknown) => validValue(next as JsonSchema, schemas, depth + 1);
  const ref = schema["$ref"];
  if (typeof ref === "string") return inner(schemas[ref.replace("#/components/schemas/", "")] ?? {});
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices)) return fc.oneof(...choices.map(inner));
  if (Array.isArray(schema["allOf"])) {
    return fc.tuple(...schema["allOf"].map(inner)).map((parts) => Object.assign({}, ...(parts as object[])) as unknown);
  }
  const type = Array.isArray(schema["type"]) ? (schema["type"] as string[])[0] : schema["type"];
  switch (type) {
    case "string":
      return text(schema);
    case "integer":
    case "number":
      return fc.integer({
        min: number(schema["minimum"] ?? schema["exclusiveMinimum"], -1_000),
        max: Math.min(number(schema["maximum"], 1_000), 1_000_000),
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(inner(schema["items"] ?? {}), {
        minLength: number(schema["minItems"], 0),
        maxLength: Math.max(number(schema["minItems"], 0), 3),
      });
    case "object":
      return object(schema, inner);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object(schema: JsonSchema, inner: (next: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = (schema["required"] ?? []) as string[];
  const fixed = fc.record(Object.fromEntries(Object.entries(properties).map(([name, next]) => [name, inner(next)])), {
    requiredKeys: required,
  });
  const more = schema["additionalProperties"];
  if (typeof more !== "object" || more === null) return fixed;
  const names = (schema["propertyNames"] ?? { type: "string", minLength: 1, maxLength: 20 }) as JsonSchema;
  const further = fc.dictionary(inner(names).map(String), inner(more), { maxKeys: 3 });
  return fc.tuple(further, fixed).map(([a, b]) => ({ ...a, ...(b as object) }));
}

function text(schema: JsonSchema): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  if (format === "date-time") return fc.constantFrom("2026-02-16T06:00:00+08:00", "2026-02-15T22:00:00Z");
  if (format === "date") return fc.constant("2026-02-16");
  if (format === "email") return fc.constantFrom("li.lei@example.edu.cn", "a@b.example");
  if (format === "uuid") return fc.uuid();
  if (format === "uri") return fc.constant("https://intranet.example/a");
  const minLength = number(schema["minLength"], 0);
  const maxLength = Math.min(number(schema["maxLength"], 40), minLength + 40);
  if (typeof pattern !== "string") return fc.string({ minLength, maxLength, unit: "grapheme" });
  return fc.stringMatching(new RegExp(pattern)).filter((value) => value.length <= number(schema["maxLength"], 500));
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : otherwise;
}
