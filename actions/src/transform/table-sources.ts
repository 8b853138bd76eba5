import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ActionFailure, type ActionContext } from "@belfry/plugin-kit";
import type { ColumnType, Table, TableColumns, TablePart, TableRows } from "./transform-input.ts";

type RowList = Extract<TableRows, unknown[]>;
type Dataset = Exclude<TableRows, unknown[]>;
type JsonValue = RowList[number][string];

/** A table as files: every part has the same columns, and constants for the rest. */
export interface TableSource {
  readonly name: string;
  readonly columns: ReadonlyMap<string, ColumnType>;
  readonly parts: readonly SourcePart[];
}

export interface SourcePart {
  readonly path: string;
  readonly set: Readonly<Record<string, string | number | boolean | null>>;
}

/** Finds the file behind each table; lists that were written down become files in the scratch folder. */
export async function tableSources(
  ctx: ActionContext,
  tables: Readonly<Record<string, Table>>,
  scratch: string,
): Promise<TableSource[]> {
  await mkdir(scratch, { recursive: true });
  const sources: TableSource[] = [];
  for (const [name, table] of Object.entries(tables)) {
    const { parts, declared } = partsOf(table);
    const columns = columnsOf(parts, declared);
    if (columns.size === 0) throw withoutColumns(name);
    const files: SourcePart[] = [];
    for (const [index, part] of parts.entries()) {
      files.push({ path: await pathOf(ctx, part.rows, join(scratch, `${name}-${index}.ndjson`)), set: part.set ?? {} });
    }
    sources.push({ name, columns, parts: files });
  }
  return sources;
}

interface DeclaredTable {
  readonly parts: readonly TablePart[];
  readonly declared: TableColumns;
}

function partsOf(table: Table): DeclaredTable {
  if (Array.isArray(table)) return { parts: listParts(table), declared: [] };
  if ("$dataset" in table) return { parts: [{ rows: table }], declared: [] };
  if ("map" in table) return { parts: [{ rows: entriesOf(table.map) }], declared: ["key", "value"] };
  if ("union" in table) return { parts: table.union, declared: table.columns ?? [] };
  const parts = Array.isArray(table.rows) ? listParts(table.rows) : [{ rows: table.rows }];
  return { parts: parts.map((part) => ({ ...part, set: table.set })), declared: table.columns ?? [] };
}

/** A list may hold rows or datasets; datasets come one after the other. */
function listParts(list: RowList): TablePart[] {
  const datasets = list.filter(isDataset);
  if (datasets.length === 0) return [{ rows: list }];
  if (datasets.length < list.length) {
    throw new ActionFailure("A list for a table holds either rows or datasets, not some of both.", {
      class: "config",
      code: "TABLE_MIXED",
    });
  }
  return datasets.map((rows) => ({ rows }));
}

function isDataset(value: object): value is Dataset {
  return "$dataset" in value;
}

function entriesOf(map: Readonly<Record<string, JsonValue>>): RowList {
  return Object.entries(map).map(([key, value]) => ({ key, value }));
}

/** The declared columns, then those the parts have. A type that nobody declared is text, with and without rows alike. */
function columnsOf(parts: readonly TablePart[], declared: TableColumns): Map<string, ColumnType> {
  const columns = new Map<string, ColumnType>(
    Array.isArray(declared) ? declared.map((name) => [name, "text"]) : Object.entries(declared),
  );
  const found = parts.flatMap((part) => [...columnsOfRows(part.rows), ...Object.keys(part.set ?? {})]);
  for (const name of found) if (!columns.has(name)) columns.set(name, "text");
  return columns;
}

function columnsOfRows(rows: TableRows): readonly string[] {
  return Array.isArray(rows) ? rows.flatMap((row) => Object.keys(row)) : rows.columns;
}

async function pathOf(ctx: ActionContext, rows: TableRows, path: string): Promise<string> {
  if (!Array.isArray(rows)) return ctx.datasets.path(rows);
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""), { flag: "wx" });
  return path;
}

function withoutColumns(name: string): ActionFailure {
  return new ActionFailure(
    `The table \`${name}\` has no rows and no columns. Declare its \`columns\`, so that the query also works on an empty day.`,
    {
      class: "config",
      code: "TABLE_WITHOUT_COLUMNS",
      details: { table: name },
    },
  );
}
