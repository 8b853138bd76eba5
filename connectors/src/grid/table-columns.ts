import type { GridTask } from "@belfry/plugin-kit";
import type { Dialect } from "../database/database-url.ts";
import type { SqlSession } from "../database/sql-session.ts";
import type { MirroredTable, MirrorPlace } from "./mirror-fields.ts";
import { allRows, buildStatement } from "./statement.ts";

interface Column {
  /** How many characters fit; nothing where any number does. */
  readonly length: number | undefined;
  /** As the database calls it: `json`, `varchar`. */
  readonly type: string;
}
/** A table by the names of its columns; nothing: it is not there. */
export type TableColumns = ReadonlyMap<string, Column> | undefined;

/** What keeps task types from being written to their tables, by the names of the task types. */
export type RefusedTasks = Readonly<Record<string, string>>;

/** The columns of a table that the connection sees. */
async function readColumns(session: SqlSession, table: string, dialect: Dialect): Promise<TableColumns> {
  const [name = "", schema] = table.split(".").toReversed();
  const rows = await allRows(
    session,
    buildStatement(dialect, (mark) => {
      if (dialect === "sqlite") return `select name, type, null as length from pragma_table_info(${mark(name)})`;
      const from = `select column_name as name, data_type as type, character_maximum_length as length
        from information_schema.columns where table_name = ${mark(name)}`;
      if (schema !== undefined) return `${from} and table_schema = ${mark(schema)}`;
      return `${from} and table_schema = ${dialect === "postgres" ? "any(current_schemas(false))" : "database()"}`;
    }),
  );
  if (rows.length === 0) return undefined;
  return new Map(
    rows.map((row) => [
      keyOf(String(row["name"]), dialect),
      { type: String(row["type"]).toLowerCase(), length: row["length"] === null ? undefined : Number(row["length"]) },
    ]),
  );
}

/** A column by its name. Only PostgreSQL tells large letters from small ones. */
function columnOf(columns: TableColumns, name: string, dialect: Dialect): Column | undefined {
  return columns?.get(keyOf(name, dialect));
}

function keyOf(name: string, dialect: Dialect): string {
  return dialect === "postgres" ? name : name.toLowerCase();
}

/**
 * Why task types cannot be written: their table or column is missing, or their period does not fit into its column. The
 * others can.
 */
export async function refusedTasks(
  session: SqlSession,
  dialect: Dialect,
  {
    table,
    columns,
    tasks,
  }: { readonly table: MirroredTable; readonly tasks: readonly GridTask[] } & Pick<MirrorPlace, "columns">,
): Promise<RefusedTasks> {
  const rows = await readColumns(session, table.tasks, dialect);
  const members = table.shops === undefined ? undefined : await readColumns(session, table.shops, dialect);
  const missing = (where: string, found: TableColumns, ...names: readonly string[]): string | undefined => {
    if (found === undefined) return `There is no table ${where}.`;
    const gone = names.find((name) => columnOf(found, name, dialect) === undefined);
    return gone === undefined ? undefined : `The table ${where} has no column ${gone}.`;
  };
  const whyNot = ({ column, shopStatus, period }: GridTask): string | undefined => {
    if (column === null) return undefined;
    if (shopStatus) {
      if (table.shops === undefined) return "It is about the state of a member, and no table of members is named.";
      return missing(table.shops, members, columns.shop, columns.updated, column);
    }
    const gone = missing(table.tasks, rows, columns.period, columns.shop, columns.json ?? column);
    const length = columnOf(rows, columns.period, dialect)?.length;
    const label = period?.label ?? "";
    if (gone !== undefined || length === undefined || label.length <= length) return gone;
    return `The column ${columns.period} of ${table.tasks} takes ${length} characters, and ${label} has ${label.length}. Make it longer.`;
  };
  return Object.fromEntries(
    tasks.flatMap((task) => {
      const why = whyNot(task);
      return why === undefined ? [] : [[task.task, why]];
    }),
  );
}
