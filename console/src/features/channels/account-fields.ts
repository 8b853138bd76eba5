import { readSchemaFields, type SchemaField } from "../../ui/schema-form/index.ts";

/** The fields of an account as a form asks for them. A secret is asked for by its name in the vault. */
export interface AccountFields {
  readonly fields: readonly SchemaField[];
  readonly secrets: ReadonlySet<string>;
}

type Properties = Readonly<Record<string, unknown>>;

/** @param schema `accountSchema` of a channel */
export function accountFieldsOf(schema: Readonly<Record<string, unknown>>): AccountFields {
  const whole = resolved(schema);
  const properties = isObject(whole["properties"]) ? whole["properties"] : {};
  const secrets = new Set(Object.keys(properties).filter((name) => isSecret(properties[name])));
  const asked: Properties = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, secrets.has(name) ? asText(property) : property]),
  );
  return { fields: readSchemaFields({ ...whole, properties: asked }), secrets };
}

/** The schema that stands behind a `$ref` to the schema's own `$defs`. */
function resolved(schema: Properties): Properties {
  const { $ref, $defs } = schema;
  const name = typeof $ref === "string" ? /^#\/\$defs\/(.+)$/.exec($ref)?.[1] : undefined;
  const found = name !== undefined && isObject($defs) ? $defs[name] : undefined;
  return isObject(found) ? found : schema;
}

function isSecret(property: unknown): boolean {
  if (!isObject(property) || !Array.isArray(property["anyOf"])) return false;
  return property["anyOf"].some(
    (one) => isObject(one) && isObject(one["properties"]) && "$secret" in one["properties"],
  );
}

function asText(property: unknown): Properties {
  const description = isObject(property) ? property["description"] : undefined;
  return { type: "string", ...(typeof description === "string" && { description }) };
}

/** What the form shows of a configuration that is there. */
export function formValuesOf({ fields, secrets }: AccountFields, config: Properties) {
  return Object.fromEntries(
    fields.map(({ name, kind, initial }) => [name, shown(kind, secrets.has(name), config[name]) ?? initial]),
  );
}

function shown(kind: SchemaField["kind"], secret: boolean, value: unknown): string | boolean | string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (secret) return isObject(value) && typeof value["$secret"] === "string" ? value["$secret"] : undefined;
  if (kind === "boolean") return value === true;
  if (kind === "choice") return JSON.stringify(value);
  if (kind === "text-list" && Array.isArray(value)) return value.map(String);
  if (kind === "json") return JSON.stringify(value, null, 2);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The configuration that was typed: names of secrets become references. */
export function configOf({ secrets }: AccountFields, values: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, secrets.has(name) ? { $secret: value } : value]),
  );
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
