import type { FormValue, FormValues, SchemaField } from "./schema-fields.ts";

export type FieldFault = "required" | "not-a-number" | "not-whole" | "too-small" | "too-large" | "not-json";

export type ReadValues =
  | { readonly ok: true; readonly inputs: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: Readonly<Record<string, FieldFault>> };

/** What a filled form means as typed values. An empty field that is not required is left out, so that a default applies. */
export function readFormValues(fields: readonly SchemaField[], values: FormValues): ReadValues {
  const inputs: Record<string, unknown> = {};
  const faults: Record<string, FieldFault> = {};
  for (const field of fields) {
    const read = readField(field, values[field.name]);
    if ("fault" in read) faults[field.name] = read.fault;
    else if (read.value !== undefined) inputs[field.name] = read.value;
  }
  return Object.keys(faults).length === 0 ? { ok: true, inputs } : { ok: false, faults };
}

type ReadField = { readonly value: unknown } | { readonly fault: FieldFault };

function readField(field: SchemaField, value: FormValue): ReadField {
  if (typeof value === "boolean") return { value };
  if (Array.isArray(value))
    return value.length === 0 && field.required
      ? { fault: "required" }
      : { value: value.length === 0 ? undefined : value };
  const text = typeof value === "string" ? value.trim() : "";
  if (text === "") return field.required ? { fault: "required" } : { value: undefined };
  switch (field.kind) {
    case "number":
    case "integer":
      return readNumber(field, text);
    case "choice":
      return { value: field.choices.find((choice) => choice.value === text)?.json };
    case "json":
      return readJson(text);
    case "date-time":
      return { value: new Date(text).toISOString() };
    case "time":
      // Browsers leave the seconds out when they are zero; the format of JSON Schema wants them.
      return { value: text.length === 5 ? `${text}:00` : text };
    case "text":
    case "long-text":
      return { value };
    case "date":
    case "boolean":
    case "text-list":
      return { value: text };
  }
}

function readNumber({ kind, min, max }: SchemaField, text: string): ReadField {
  const number = Number(text);
  if (!Number.isFinite(number)) return { fault: "not-a-number" };
  if (kind === "integer" && !Number.isInteger(number)) return { fault: "not-whole" };
  if (min !== undefined && number < min) return { fault: "too-small" };
  if (max !== undefined && number > max) return { fault: "too-large" };
  return { value: number };
}

function readJson(text: string): ReadField {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: "not-json" };
    throw error;
  }
}
