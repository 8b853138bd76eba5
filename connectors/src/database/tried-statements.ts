/**
 * Statements of a dry run: run in a transaction that nobody commits. What a database could not take back is not run at all:
 * MySQL commits by itself around some statements, in procedures, and in tables of engines without transactions.
 */
import type { DryRunSql } from "@belfry/plugin-kit";
import type { BoundStatement } from "./bind-statement.ts";
import type { Dialect } from "./database-url.ts";
import type { ShownChange, SqlSession } from "./sql-session.ts";

type ShownRows = NonNullable<DryRunSql["statements"][number]["returned"]>;

/** So many of the rows that a statement returns show what it is about. */
const SAMPLE_ROWS = 5;

export interface TriedStatements {
  /** How many rows the statement would change; 0 when it is not run. */
  change(statement: BoundStatement): Promise<number>;
  readonly statements: DryRunSql["statements"];
}

/** What MySQL does in the transaction, and takes back with it. */
const takenBack: ReadonlySet<string> = new Set(["insert", "update", "delete", "replace", "with", "select"]);

/** Tables of the database that forget nothing. */
const lastingTables =
  "select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' and engine <> 'InnoDB' order by table_name limit 1";

/** The transaction has begun. */
export async function openTrial(session: SqlSession, dialect: Dialect): Promise<TriedStatements> {
  const lasting = dialect === "mysql" ? await lastingTable(session) : undefined;
  const statements: DryRunSql["statements"][number][] = [];
  const reasonOf = ({ verb }: BoundStatement): string | undefined => {
    if (dialect !== "mysql") return undefined;
    if (!takenBack.has(verb)) return `MySQL would not take back ${verb}.`;
    if (lasting === undefined) return undefined;
    return `The database has tables without transactions, such as ${lasting}: MySQL would not take back what is written there.`;
  };
  return {
    statements,
    async change(statement) {
      const notRun = reasonOf(statement);
      const done = notRun === undefined ? await session.changeAndShow(statement, SAMPLE_ROWS) : undefined;
      const { sql, values } = statement;
      // Dates and bytes as JSON has them: what is shown is read by people.
      const params = JSON.parse(JSON.stringify(values)) as unknown[];
      statements.push({
        sql,
        params,
        affected: done?.changed ?? null,
        ...(notRun !== undefined && { notRun }),
        ...(done?.returned !== undefined && { returned: shownRows(done.returned) }),
      });
      return done?.changed ?? 0;
    },
  };
}

function shownRows({ columns, rows, total }: NonNullable<ShownChange["returned"]>): ShownRows {
  return { columns, rows: total, first: rows };
}

async function lastingTable(session: SqlSession): Promise<string | undefined> {
  for await (const { rows } of session.read({ sql: lastingTables, values: [], verb: "select" })) {
    const [first] = rows;
    if (first !== undefined) return Object.values(first).map(String).join(".");
  }
  return undefined;
}
