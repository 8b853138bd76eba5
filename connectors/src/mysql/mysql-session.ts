import { ActionFailure } from "@belfry/plugin-kit";
import type { Connection, FieldPacket, TypedParameterValue } from "mysql2";
import type { BoundStatement } from "../database/bind-statement.ts";
import type { DatabaseServer } from "../database/database-url.ts";
import { distinctColumns } from "../database/distinct-columns.ts";
import { rowOf } from "../database/row-of.ts";
import type { RowBatch, SessionContext, SessionOptions, SqlSession } from "../database/sql-session.ts";
import { connectMysql } from "./connect-mysql.ts";
import { mysqlValue } from "./mysql-values.ts";

const batchRows = 500;
/** What answers with the rows that it changed, when it is asked to. */
const returning: ReadonlySet<string> = new Set(["insert", "delete", "replace"]);

/** One connection to MySQL or MariaDB with one transaction. Statements are prepared by the server, never put together here. */
export async function openMysqlSession(
  ctx: SessionContext,
  server: DatabaseServer,
  { timeoutMs }: SessionOptions,
): Promise<SqlSession> {
  const { default: mysql } = await import("mysql2");
  const connection = await connectMysql(ctx, server);
  // Numbers travel as doubles otherwise, in which long ids lose digits and LIMIT takes none.
  const typed = (value: unknown): TypedParameterValue | string | number | boolean | null =>
    typeof value === "number" && Number.isSafeInteger(value)
      ? mysql.TypedParameter.LONGLONG(value)
      : (value as string | number | boolean | null);
  const execute = (sql: string, values: readonly unknown[] = []) => executed(connection, sql, values.map(typed));

  try {
    await setUp(connection, timeoutMs);
  } catch (error) {
    connection.destroy();
    throw error;
  }

  async function* read({ sql, values }: BoundStatement): AsyncGenerator<RowBatch> {
    let fields: readonly FieldPacket[] = [];
    const stream = connection
      .execute({ sql, values: values.map(typed), rowsAsArray: true })
      .stream({ highWaterMark: batchRows });
    stream.on("fields", (given: readonly FieldPacket[]) => (fields = given ?? []));
    let columns: readonly string[] | undefined;
    let rows: Record<string, unknown>[] = [];
    const named = () => (columns ??= distinctColumns(fields.map(({ name }) => name)));
    try {
      for await (const row of stream as AsyncIterable<readonly unknown[]>) {
        rows.push(
          rowOf(
            named(),
            fields.map((field, at) => mysqlValue(field, row[at])),
          ),
        );
        if (rows.length < batchRows) continue;
        yield { columns: named(), rows };
        rows = [];
      }
    } finally {
      stream.destroy();
    }
    yield { columns: named(), rows };
  }

  return {
    async prepare({ sql, values }) {
      await execute(sql, values);
    },
    async begin(mode) {
      // Of the session as well: what a function that is called commits must not open the way to write.
      if (mode === "read") await asked(connection, "set session transaction read only");
      await asked(connection, mode === "read" ? "start transaction read only" : "start transaction");
    },
    read,
    change: async ({ sql, values, verb }) => affectedBy((await execute(sql, values)).result, verb),
    async changeAndShow({ sql, values, verb }, most) {
      const { result, fields } = await execute(sql, values);
      const changed = affectedBy(result, verb);
      if (!Array.isArray(result)) return { changed, returned: undefined };
      const columns = distinctColumns(fields.map(({ name }) => name));
      const rows = (result as readonly (readonly unknown[])[]).slice(0, most).map((row) =>
        rowOf(
          columns,
          fields.map((field, at) => mysqlValue(field, row[at])),
        ),
      );
      return { changed, returned: { columns, rows, total: result.length } };
    },
    async commit() {
      await asked(connection, "commit");
    },
    async cancel() {
      // A failure here leaves the server at work until the time limit of the statement ends it.
      const helper = await connectMysql(ctx, server).catch(() => undefined);
      if (helper === undefined) return;
      await asked(helper, `kill query ${connection.threadId}`).catch(() => undefined);
      helper.destroy();
    },
    // A transaction that is open is taken back with its connection.
    async [Symbol.asyncDispose]() {
      connection.destroy();
    },
  };
}

/** MariaDB counts seconds for every statement, MySQL milliseconds for those that read. */
async function setUp(connection: Connection, timeoutMs: number): Promise<void> {
  await asked(connection, "set time_zone = '+00:00'");
  const [[version] = []] = (await asked(connection, "select version()")) as readonly (readonly string[])[];
  const limit =
    version?.includes("MariaDB") === true
      ? `set session max_statement_time = ${timeoutMs / 1_000}`
      : `set session max_execution_time = ${Math.ceil(timeoutMs)}`;
  await asked(connection, limit);
  await asked(connection, `set session innodb_lock_wait_timeout = ${Math.max(1, Math.ceil(timeoutMs / 1_000))}`);
}

function asked(connection: Connection, sql: string): Promise<unknown> {
  return new Promise((resolve, reject) =>
    connection.query(sql, (error, result) => (error === null ? resolve(result) : reject(error))),
  );
}

interface Executed {
  readonly result: unknown;
  readonly fields: readonly FieldPacket[];
}

function executed(
  connection: Connection,
  sql: string,
  values: readonly (TypedParameterValue | string | number | boolean | null)[],
): Promise<Executed> {
  return new Promise((resolve, reject) =>
    connection.execute({ sql, values: [...values], rowsAsArray: true }, (error, result, fields) =>
      error === null ? resolve({ result, fields: fields ?? [] }) : reject(error),
    ),
  );
}

/**
 * Rows that were looked at and found to be as they should be count as well, as in the other databases. MariaDB answers
 * `insert … returning` with the rows alone: as many as it wrote.
 */
function affectedBy(result: unknown, verb: string): number {
  if (typeof result === "object" && result !== null && "affectedRows" in result) return Number(result.affectedRows);
  if (Array.isArray(result)) return returning.has(verb) ? result.length : 0;
  throw new ActionFailure("The server gave no answer that can be read.", { class: "external", code: "SQL_FAILED" });
}
