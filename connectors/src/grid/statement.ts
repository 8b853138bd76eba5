import type { BoundStatement } from "../database/bind-statement.ts";
import type { Dialect } from "../database/database-url.ts";
import type { SqlSession } from "../database/sql-session.ts";

/**
 * A statement that is put together from names and values: names are quoted where they are written, values are marked and
 * travel beside it.
 */
export function buildStatement(dialect: Dialect, write: (mark: (value: unknown) => string) => string): BoundStatement {
  const values: unknown[] = [];
  const sql = write((value) => {
    values.push(value);
    return dialect === "postgres" ? `$${values.length}` : "?";
  });
  return { sql, values, verb: /^\w+/.exec(sql)?.[0] ?? "" };
}

/** All rows that a short query gives. */
export async function allRows(
  session: SqlSession,
  statement: BoundStatement,
): Promise<Readonly<Record<string, unknown>>[]> {
  const all: Readonly<Record<string, unknown>>[] = [];
  for await (const { rows } of session.read(statement)) all.push(...rows);
  return all;
}
