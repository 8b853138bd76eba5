import type { Dialect } from "../database/database-url.ts";
import { insertStatement, quoted, quotedTable, rowsPerStatement } from "../database/insert-rows.ts";
import type { BoundStatement } from "../database/bind-statement.ts";
import type { SqlSession } from "../database/sql-session.ts";
import type { MirrorPlace } from "./mirror-fields.ts";
import { allRows, buildStatement } from "./statement.ts";

/** The words by which a table says how far a task is. */
export interface MirrorWords {
  readonly planned: string;
  readonly done: string;
}

/** A table with one row for each period and member, and the state of each task type in it. */
export interface TaskTable {
  /** The texts of a period: shop → column → text. A shop without a row is not there. */
  read(period: string, columns: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>;
  /** Makes the rows of these shops where they are missing. */
  insert(period: string, shops: readonly string[]): Promise<void>;
  /**
   * Writes a text into a column of these shops where one of `over` stands. Returns how many rows it changed: what somebody
   * wrote meanwhile stays.
   */
  write(
    period: string,
    column: string,
    change: { readonly text: string; readonly over: readonly string[]; readonly shops: readonly string[] },
  ): Promise<number>;
}

const AT_ONCE = 500;

export function openTaskTable(
  session: SqlSession,
  dialect: Dialect,
  {
    table,
    columns,
    change,
  }: Pick<MirrorPlace, "columns"> & {
    readonly table: string;
    /** Carries out a statement that writes, or only shows it. */
    readonly change: (statement: BoundStatement) => Promise<number>;
  },
): TaskTable {
  const into = quotedTable(table, dialect);
  const period = quoted(columns.period, dialect);
  const shop = quoted(columns.shop, dialect);
  const field = columns.json === undefined ? plainField(dialect) : jsonField(dialect, columns.json);
  return {
    async read(label, names) {
      const texts = names.map((name, at) => (mark: Mark) => `${field.text(name, mark)} as s${at}`);
      const rows = await allRows(
        session,
        buildStatement(
          dialect,
          (mark) =>
            `select ${[`${shop} as shop`, ...texts.map((text) => text(mark))].join(", ")} from ${into} where ${period} = ${mark(label)}`,
        ),
      );
      return new Map(
        rows.map((row) => [
          textOf(row["shop"]),
          Object.fromEntries(names.map((name, at) => [name, textOf(row[`s${at}`])])),
        ]),
      );
    },
    async insert(label, shops) {
      const target = { into: table, columns: [columns.period, columns.shop], conflict: "skip", keys: [] } as const;
      for (const some of chunks(shops, rowsPerStatement(2))) {
        const rows = some.map((name) => ({ [columns.period]: label, [columns.shop]: name }));
        await change(insertStatement(target, rows, dialect));
      }
    },
    async write(label, name, { text, over, shops }) {
      let changed = 0;
      for (const some of chunks(shops, AT_ONCE)) {
        changed += await change(
          buildStatement(dialect, (mark) => {
            const set = field.set(name, text, mark);
            const where = [
              `${period} = ${mark(label)}`,
              `coalesce(${field.text(name, mark)}, '') in (${over.map(mark).join(", ")})`,
              `${shop} in (${some.map(mark).join(", ")})`,
            ];
            return `update ${into} set ${set} where ${where.join(" and ")}`;
          }),
        );
      }
      return changed;
    },
  };
}

type Mark = (value: unknown) => string;

/** How the state of a task type is read and written. */
interface StateField {
  text(name: string, mark: Mark): string;
  set(name: string, text: string, mark: Mark): string;
}

function plainField(dialect: Dialect): StateField {
  return {
    text: (name) => quoted(name, dialect),
    set: (name, text, mark) => `${quoted(name, dialect)} = ${mark(text)}`,
  };
}

/** All states in one JSON column; what else stands there stays. */
function jsonField(dialect: Dialect, column: string): StateField {
  const json = quoted(column, dialect);
  switch (dialect) {
    case "postgres":
      return {
        text: (name, mark) => `${json}::jsonb ->> ${mark(name)}::text`,
        set: (name, text, mark) =>
          `${json} = coalesce(${json}::jsonb, '{}') || ${mark(JSON.stringify({ [name]: text }))}::jsonb`,
      };
    case "mysql":
      return {
        text: (name, mark) => `nullif(json_unquote(json_extract(${json}, ${mark(jsonPath(name))})), 'null')`,
        set: (name, text, mark) =>
          `${json} = json_merge_patch(coalesce(${json}, '{}'), ${mark(JSON.stringify({ [name]: text }))})`,
      };
    case "sqlite":
      return {
        text: (name, mark) => `json_extract(${json}, ${mark(jsonPath(name))})`,
        set: (name, text, mark) =>
          `${json} = json_patch(coalesce(${json}, '{}'), ${mark(JSON.stringify({ [name]: text }))})`,
      };
  }
}

function jsonPath(name: string): string {
  return `$.${JSON.stringify(name)}`;
}

/** A name or a state: a number in a column of numbers is the same as its digits. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
