import { ActionFailure } from "@belfry/plugin-kit";
import type { BoundStatement } from "./bind-statement.ts";
import type { Dialect } from "./database-url.ts";

/** Where rows go, and what becomes of those that are there already. */
export interface InsertTarget {
  readonly into: string;
  readonly columns: readonly string[];
  readonly conflict: "fail" | "skip" | "update";
  readonly keys: readonly string[];
}

/** So many values stand in one statement: a third of what SQLite takes, and half of what the others do. */
const MOST_VALUES = 10_000;
const MOST_ROWS = 500;

/** How many rows of so many columns fit into one statement. */
export function rowsPerStatement(columns: number): number {
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_VALUES / Math.max(1, columns))));
}

/** The statement that puts rows into a table. Names are quoted and values are parameters. */
export function insertStatement(
  target: InsertTarget,
  rows: readonly Readonly<Record<string, unknown>>[],
  dialect: Dialect,
): BoundStatement {
  const { columns } = target;
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const marks = columns.map((column) => {
      values.push(stored(row[column], dialect));
      return dialect === "postgres" ? `$${values.length}` : "?";
    });
    return `(${marks.join(", ")})`;
  });
  const names = columns.map((column) => quoted(column, dialect)).join(", ");
  const table = quotedTable(target.into, dialect);
  const sql = `insert into ${table} (${names}) values ${tuples.join(", ")} ${onConflict(target, dialect)}`;
  return { sql: sql.trimEnd(), values, verb: "insert" };
}

function onConflict({ conflict, keys, columns }: InsertTarget, dialect: Dialect): string {
  if (conflict === "fail") return "";
  const name = (column: string) => quoted(column, dialect);
  const changed = columns.filter((column) => !keys.includes(column));
  if (dialect === "mysql") {
    // Not `insert ignore`, which lets values that do not fit become others.
    const [key = columns[0] ?? ""] = keys;
    if (conflict === "skip" || changed.length === 0) return `on duplicate key update ${name(key)} = ${name(key)}`;
    return `on duplicate key update ${changed.map((column) => `${name(column)} = values(${name(column)})`).join(", ")}`;
  }
  const on = `on conflict (${keys.map(name).join(", ")})`;
  if (conflict === "skip" || changed.length === 0)
    return keys.length === 0 ? "on conflict do nothing" : `${on} do nothing`;
  return `${on} do update set ${changed.map((column) => `${name(column)} = excluded.${name(column)}`).join(", ")}`;
}

/** The name of a table, with or without its schema: `shop.orders`. */
export function quotedTable(name: string, dialect: Dialect): string {
  return name
    .split(".")
    .map((part) => quoted(part, dialect))
    .join(".");
}

/** A name as the database takes it whatever signs it has. */
export function quoted(name: string, dialect: Dialect): string {
  return dialect === "mysql" ? `\`${name.replaceAll("`", "``")}\`` : `"${name.replaceAll('"', '""')}"`;
}

function stored(value: unknown, dialect: Dialect): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "object") return JSON.stringify(value);
  return dialect === "sqlite" && typeof value === "boolean" ? Number(value) : value;
}

/** @throws ActionFailure class `config` with code `SQL_COLUMNS` when a name is none, or a key is no column */
export function requireColumns({ columns, keys }: InsertTarget): void {
  if (columns.length === 0) throw wrongColumns("The rows have no columns.");
  const bad = columns.find((column) => !/^[^\0]{1,64}$/u.test(column));
  if (bad !== undefined) throw wrongColumns(`The column ${JSON.stringify(bad.slice(0, 80))} is no name of a column.`);
  const missing = keys.find((key) => !columns.includes(key));
  if (missing !== undefined) throw wrongColumns(`The key ${missing} is none of the columns: ${columns.join(", ")}.`);
}

function wrongColumns(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "SQL_COLUMNS" });
}
