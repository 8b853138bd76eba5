/** Tables of the reference pages: one line for each field of a published JSON Schema. */
import { alternativesOf, codeOf, referenceOf, typeOf, type SchemaNode } from "./schema-words.ts";

/** Fields that stand elsewhere already. */
export interface KnownFields {
  /** Where: `at the top level`, or a link to a section. */
  readonly where: string;
  readonly fields: Readonly<Record<string, SchemaNode>>;
  /** So many fields have to be the same before they are not shown again. */
  readonly atLeast: number;
}

interface FieldRow {
  readonly path: string;
  readonly takes: string;
  readonly meaning: string;
}

/** Deeper fields are named by what holds them: tables of a hundred lines are read by nobody. */
const DEEPEST = 3;

/** The fields of an object as a Markdown table. Fields that are known already are named and not shown again. */
export function renderFields(schema: SchemaNode, elsewhere: readonly KnownFields[] = []): string {
  const rows = fieldsOf(schema, { prefix: "", depth: 1, known: [...elsewhere] });
  if (rows.length === 0) return "It takes no fields.\n";
  const lines = rows.map(({ path, takes, meaning }) => `| ${path} | ${takes} | ${cell(meaning)} |`);
  return ["| field | takes | meaning |", "| --- | --- | --- |", ...lines, ""].join("\n");
}

interface Place {
  readonly prefix: string;
  readonly depth: number;
  /** Grows while the table is written. */
  readonly known: KnownFields[];
}

function fieldsOf(schema: SchemaNode, place: Place): FieldRow[] {
  const { prefix, depth, known } = place;
  const { fields, required } = mergedFields(schema);
  const names = Object.keys(fields);
  if (names.length === 0) return [];
  const repeated = known
    .map((group) => ({ ...group, names: names.filter((name) => isSame(group.fields[name], fields[name])) }))
    .find((group) => group.names.length >= group.atLeast);
  known.push({ where: prefix === "" ? "at the top level" : `in \`${prefix}\``, fields, atLeast: 3 });

  const rows = names.flatMap((name): FieldRow[] => {
    const node = fields[name];
    if (node === undefined || repeated?.names.includes(name) === true) return [];
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const star = required.has(name) ? String.raw` \*` : "";
    const own = { path: `\`${path}\`${star}`, takes: typeOf(node), meaning: meaningOf(node) };
    return depth >= DEEPEST ? [own] : [own, ...insideOf(node, { ...place, prefix: path, depth: depth + 1 })];
  });
  if (repeated === undefined) return rows;
  const meaning = `${repeated.names.map((name) => `\`${name}\``).join(", ")} as ${repeated.where}.`;
  return [{ path: prefix === "" ? "…" : `\`${prefix}.…\``, takes: "", meaning }, ...rows];
}

function insideOf(node: SchemaNode, place: Place): FieldRow[] {
  const element = alternativesOf(node).find(({ items }) => items !== undefined)?.items;
  return [
    ...fieldsOf(node, place),
    ...(element === undefined ? [] : fieldsOf(element, { ...place, prefix: `${place.prefix}[]` })),
  ];
}

/** The fields of all objects that a value may be. Required is what none of them can do without. */
function mergedFields(schema: SchemaNode): { fields: Record<string, SchemaNode>; required: Set<string> } {
  const objects = alternativesOf(schema).filter(
    (part) => part.properties !== undefined && referenceOf(part) === undefined,
  );
  const fields: Record<string, SchemaNode> = {};
  for (const [name, node] of objects.flatMap(({ properties = {} }) => Object.entries(properties))) {
    const before = fields[name];
    fields[name] = before === undefined || isSame(before, node) ? node : { ...before, anyOf: [before, node] };
  }
  const isRequired = (name: string) =>
    objects.every(
      ({ properties, required }) => required?.includes(name) === true && properties?.[name]?.default === undefined,
    );
  return { fields, required: new Set(Object.keys(fields).filter(isRequired)) };
}

function isSame(a: SchemaNode | undefined, b: SchemaNode | undefined): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function meaningOf(node: SchemaNode): string {
  const description = [node, ...alternativesOf(node)].find((part) => part.description !== undefined)?.description;
  const otherwise = node.default === undefined ? "" : `Default: ${codeOf(node.default)}.`;
  return [description ?? "", otherwise].filter((part) => part !== "").join(" ");
}

/** A pipe would begin a new column, and a tag outside of code would vanish. */
function cell(text: string): string {
  const parts = text
    .replaceAll(/(?<!\\)\|/g, String.raw`\|`)
    .replaceAll("\n", " ")
    .split("`");
  return parts.map((part, index) => (index % 2 === 0 ? part.replaceAll("<", "&lt;") : part)).join("`");
}
