/** The fields of a form, read from a JSON Schema object. What the form cannot draw is asked for as JSON. */

export type FieldKind =
  | "text"
  | "long-text"
  | "number"
  | "integer"
  | "boolean"
  | "choice"
  | "date"
  | "time"
  | "date-time"
  | "text-list"
  | "json";

export interface SchemaField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly description: string | undefined;
  readonly required: boolean;
  /** What the field holds before anybody types: the schema's default as the form writes it. */
  readonly initial: FormValue;
  readonly choices: readonly { readonly label: string; readonly value: string; readonly json: unknown }[];
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** What a form control holds. */
export type FormValue = string | boolean | readonly string[] | undefined;
export type FormValues = Readonly<Record<string, FormValue>>;

interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: { readonly type?: string };
}

/** @param schema the `inputs` of a rule; without `properties` there is nothing to ask */
export function readSchemaFields(schema: unknown): SchemaField[] {
  if (!isObject(schema) || !isObject(schema["properties"])) return [];
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(schema["properties"]).map(([name, value]) => {
    const property: PropertySchema = isObject(value) ? value : {};
    const kind = kindOf(property);
    return {
      name,
      kind,
      label: property.title ?? name,
      description: property.description,
      required: required.includes(name),
      initial: toFormValue(kind, property.default),
      choices: (property.enum ?? []).map((json) => ({ label: asText(json), value: JSON.stringify(json), json })),
      min: property.minimum,
      max: property.maximum,
    };
  });
}

function kindOf({ type, enum: choices, format, maxLength, items }: PropertySchema): FieldKind {
  if (choices !== undefined) return "choice";
  const types = (typeof type === "string" ? [type] : (type ?? [])).filter((name) => name !== "null");
  if (types.length !== 1) return "json";
  switch (types[0]) {
    case "string":
      if (format === "date" || format === "time" || format === "date-time") return format;
      return maxLength !== undefined && maxLength > 300 ? "long-text" : "text";
    case "number":
    case "integer":
    case "boolean":
      return types[0];
    case "array":
      return items?.type === "string" ? "text-list" : "json";
    default:
      return "json";
  }
}

function toFormValue(kind: FieldKind, value: unknown): FormValue {
  if (value === undefined || value === null) return kind === "boolean" ? false : undefined;
  if (kind === "boolean") return value === true;
  if (kind === "choice") return JSON.stringify(value);
  if (kind === "text-list" && Array.isArray(value)) return value.map(asText);
  if (kind === "json") return JSON.stringify(value, null, 2);
  return asText(value);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
