import { z } from "zod";
import { demand } from "./contract-check.ts";

/** The part of JSON Schema that is looked at. */
interface Node {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, unknown>>;
  readonly description?: unknown;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
}

/**
 * The JSON Schema that the API publishes and the console draws a form from.
 * @throws Error when the schema holds something that JSON cannot carry, or an object that lets unknown fields through
 */
export function demandPublishable(schema: z.ZodType, what: string): Readonly<Record<string, unknown>> {
  const published = publish(schema, what);
  const loose = looseObjects(published, "");
  demand(
    loose.length === 0,
    `${what} lets unknown fields through at ${loose.join(", ")}: a mistyped name would be ignored in silence. Use z.strictObject.`,
  );
  return published;
}

/**
 * Looks at the fields of a published object: each says what it means, in the form of the console and in the reference.
 * @throws Error when the schema is no object, or a field says nothing
 */
export function demandDescribedFields(published: Readonly<Record<string, unknown>>, what: string): void {
  const root: Node = published;
  const node = (root.$ref === undefined ? root : root.$defs?.[root.$ref.replace("#/$defs/", "")]) as Node | undefined;
  demand(node?.type === "object", `${what} is no object. Use z.strictObject.`);
  const silent = Object.entries(node.properties ?? {}).flatMap(([name, field]) => (isDescribed(field) ? [] : [name]));
  demand(silent.length === 0, `${what} does not say what these fields mean: ${silent.join(", ")}. Use .describe("…").`);
}

function isDescribed(field: unknown): boolean {
  const text = isObject(field) ? (field as Node).description : undefined;
  return typeof text === "string" && text.trim() !== "";
}

function publish(schema: z.ZodType, what: string): Readonly<Record<string, unknown>> {
  try {
    return z.toJSONSchema(schema, { io: "input", reused: "inline" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${what} cannot be published as JSON Schema: ${reason} Use types that JSON has.`, { cause: error });
  }
}

/** The places of objects whose fields are named but not complete. */
function looseObjects(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((inner, index) => looseObjects(inner, `${path}/${index}`));
  if (typeof node !== "object" || node === null) return [];
  const { properties, additionalProperties: rest } = node as Node;
  const takesAnything = rest === undefined || rest === true || (isObject(rest) && Object.keys(rest).length === 0);
  const own = properties !== undefined && takesAnything ? [path === "" ? "its top level" : path] : [];
  return [...own, ...Object.entries(node).flatMap(([key, inner]) => looseObjects(inner, `${path}/${key}`))];
}

/** Whether some field of a published schema takes a secret. */
export function takesSecret(published: unknown): boolean {
  if (Array.isArray(published)) return published.some(takesSecret);
  if (!isObject(published)) return false;
  const { properties } = published as Node;
  return (properties !== undefined && "$secret" in properties) || Object.values(published).some(takesSecret);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
