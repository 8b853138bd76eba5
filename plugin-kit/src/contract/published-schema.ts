import { z } from "zod";
import { demand } from "./contract-check.ts";

/** The part of JSON Schema that is looked at. */
interface Node {
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
