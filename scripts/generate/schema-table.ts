/** Tables of the reference pages: one line for each field of a published JSON Schema. */

/** The part of JSON Schema that is shown. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly belfry?: string;
}

interface FieldRow {
  readonly path: string;
  readonly node: SchemaNode;
  readonly required: boolean;
}

/** Deeper fields are named by what holds them: tables of a hundred lines are read by nobody. */
const DEEPEST = 3;

/** The fields of an object as a Markdown table. */
export function renderFields(schema: SchemaNode): string {
  const rows = fieldsOf(schema, "", 1);
  if (rows.length === 0) return "It takes no fields.\n";
  const lines = rows.map(
    ({ path, node, required }) =>
      `| \`${path}\`${required ? " \\*" : ""} | ${typeOf(node)} | ${cell(meaningOf(node))} |`,
  );
  return ["| field | takes | meaning |", "| --- | --- | --- |", ...lines, ""].join("\n");
}

function fieldsOf(schema: SchemaNode, prefix: string, depth: number): FieldRow[] {
  const rows = objectsIn(schema).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([name, node]) => {
      const path = prefix === "" ? name : `${prefix}.${name}`;
      const own = { path, node, required: required.includes(name) && node.default === undefined };
      return depth >= DEEPEST ? [own] : [own, ...insideOf(node, path, depth)];
    }),
  );
  // Alternatives of a union share fields; each is shown once.
  return rows.filter((row, index) => rows.findIndex(({ path }) => path === row.path) === index);
}

function insideOf(node: SchemaNode, path: string, depth: number): FieldRow[] {
  const element = alternativesOf(node).find(({ items }) => items !== undefined)?.items;
  return [
    ...fieldsOf(node, path, depth + 1),
    ...(element === undefined ? [] : fieldsOf(element, `${path}[]`, depth + 1)),
  ];
}

function alternativesOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf === undefined ? [node] : node.anyOf.flatMap(alternativesOf);
}

/** The objects with named fields that a value may be; references to secrets, datasets and files have a word instead. */
function objectsIn(node: SchemaNode): readonly SchemaNode[] {
  return alternativesOf(node).filter((part) => part.properties !== undefined && referenceOf(part) === undefined);
}

/** What a value may be, in words. */
export function typeOf(node: SchemaNode): string {
  const words = alternativesOf(node).map(wordFor);
  return [...new Set(words)].join(" or ");
}

function wordFor(node: SchemaNode): string {
  if (node.$ref !== undefined) return "JSON";
  const reference = referenceOf(node);
  if (reference !== undefined) return reference;
  if (node.enum !== undefined) return node.enum.map((value) => code(value)).join(", ");
  if (node.const !== undefined) return code(node.const);
  if (node.belfry === "text") return "template";
  if (node.belfry === "html") return "HTML template";
  if (node.belfry === "perRow") return "text for the action";
  switch (node.type) {
    case "string":
      return "text";
    case "boolean":
      return "`true`, `false`";
    case "array":
      return `list of ${node.items === undefined ? "anything" : typeOf(node.items)}`;
    case "object":
      return node.properties === undefined ? mapWord(node) : "object";
    case undefined:
      return "JSON";
    default:
      return node.type;
  }
}

function mapWord({ additionalProperties }: SchemaNode): string {
  return typeof additionalProperties === "object" ? `map to ${typeOf(additionalProperties)}` : "map";
}

function referenceOf({ properties }: SchemaNode): string | undefined {
  if (properties === undefined) return undefined;
  if ("$secret" in properties) return "secret";
  if ("$dataset" in properties) return "dataset";
  return "$artifact" in properties ? "file" : undefined;
}

function meaningOf(node: SchemaNode): string {
  const description = node.description ?? alternativesOf(node).find((part) => part.description !== undefined)?.description;
  const otherwise = node.default === undefined ? "" : `Default: ${code(node.default)}.`;
  return [description ?? "", otherwise].filter((part) => part !== "").join(" ");
}

function code(value: unknown): string {
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return `\`${cell(text.replaceAll("\t", "\\t"))}\``;
}

/** A pipe would begin a new column. */
function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, String.raw`\|`).replaceAll("\n", " ");
}
