/** What a value of a JSON Schema may be, in words for a reference page. */
import { z } from "zod";

/** The part of JSON Schema that is shown. References to definitions are resolved. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | boolean;
  readonly description?: string;
  readonly default?: unknown;
  /** Set in the place of a definition that holds itself. */
  readonly named?: string;
  /** How the engine prepares a string before the action sees it. */
  readonly belfry?: string;
}

/**
 * What people write, as JSON Schema in which every definition stands in its place. One with a name that holds itself, like
 * a step, is named where it does; one without a name is any JSON there.
 */
export function describedSchema(schema: z.ZodType, io: "input" | "output" = "input"): SchemaNode {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io, reused: "inline", unrepresentable: "any" });
  const resolve = (value: unknown, within: readonly string[] = []): unknown => {
    if (Array.isArray(value)) return value.map((one) => resolve(one, within));
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...rest } = value as { $ref?: string };
    const definition = $ref === undefined ? undefined : $defs[$ref.replace("#/$defs/", "")];
    if (definition === undefined) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, within)]));
    }
    const name = String($ref).replace("#/$defs/", "");
    if (within.includes(name)) return { named: name, ...rest };
    const isAnyJson = name.startsWith("__") && JSON.stringify(definition).includes(`"${$ref}"`);
    return isAnyJson ? rest : { ...Object(resolve(definition, [...within, name])), ...rest };
  };
  return resolve(root) as SchemaNode;
}

/** The schemas of which a value fulfils one; unions in unions are opened. */
export function alternativesOf(node: SchemaNode): readonly SchemaNode[] {
  const parts = node.anyOf ?? node.oneOf;
  return parts === undefined ? [node] : parts.flatMap(alternativesOf);
}

/** `secret or template`, `auto`, `list of text`, … */
export function typeOf(node: SchemaNode): string {
  const parts = alternativesOf(node);
  const values = parts.flatMap((part) => valuesOf(part)).map(codeOf);
  const words = parts.filter((part) => valuesOf(part).length === 0).map(wordFor);
  return [...new Set([...(values.length === 0 ? [] : [values.join(", ")]), ...words])].join(" or ");
}

/** The word for a reference, which is an object for programs only. */
export function referenceOf({ properties }: SchemaNode): string | undefined {
  if (properties === undefined) return undefined;
  if ("$secret" in properties) return "secret";
  if ("$dataset" in properties) return "dataset";
  return "$artifact" in properties ? "file" : undefined;
}

export function codeOf(value: unknown): string {
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return `\`${text.replaceAll("\t", String.raw`\t`).replaceAll("|", String.raw`\|`)}\``;
}

function valuesOf(node: SchemaNode): readonly unknown[] {
  if (node.enum !== undefined) return node.enum;
  return node.const === undefined ? [] : [node.const];
}

function wordFor(node: SchemaNode): string {
  const reference = referenceOf(node);
  if (reference !== undefined) return reference;
  if (node.named === "ActionStep") return "step";
  if (node.belfry === "text") return "template";
  if (node.belfry === "html") return "HTML template";
  if (node.belfry === "perRow") return "text for the action";
  if (typeof node.type === "object") return node.type.map((type) => wordFor({ type })).join(" or ");
  switch (node.type) {
    case "string":
      return "text";
    case "boolean":
      return "boolean";
    case "array":
      return listWord(node);
    case "object":
      return node.properties === undefined ? mapWord(node) : "object";
    default:
      return node.type ?? "JSON";
  }
}

function listWord({ items }: SchemaNode): string {
  const word = items === undefined ? "JSON" : typeOf(items);
  // Rows that are written down: objects with whatever fields.
  return word.startsWith("map of names") ? "list of rows" : `list of ${word.includes(" or ") ? `(${word})` : word}`;
}

function mapWord({ additionalProperties }: SchemaNode): string {
  return typeof additionalProperties === "object" ? `map of names to ${typeOf(additionalProperties)}` : "map";
}
