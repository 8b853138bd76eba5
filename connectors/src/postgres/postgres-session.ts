import type { QueryArrayResult } from "pg";
import type { BoundStatement } from "../database/bind-statement.ts";
import type { DatabaseServer } from "../database/database-url.ts";
import { distinctColumns } from "../database/distinct-columns.ts";
import { rowOf } from "../database/row-of.ts";
import type { RowBatch, SessionContext, SessionOptions, SqlSession } from "../database/sql-session.ts";
import { connectPostgres, leavePostgres } from "./connect-postgres.ts";
import { postgresParser } from "./postgres-values.ts";

const batchRows = 500;
/** The number of the type text[]. */
const TEXT_LIST = 1009;

/** One connection to PostgreSQL with one transaction. */
export async function openPostgresSession(
  ctx: SessionContext,
  server: DatabaseServer,
  { timeoutMs }: SessionOptions,
): Promise<SqlSession> {
  const { default: pg } = await import("pg");
  const client = await connectPostgres(ctx, server);
  const readTexts = parsersOf(pg.types).getTypeParser(TEXT_LIST);
  const types = { getTypeParser: (type: number) => postgresParser(type, readTexts) };
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid;

  const run = (sql: string, values: readonly unknown[] = []): Promise<QueryArrayResult> =>
    client.query({ text: sql, values: [...values], rowMode: "array", types });

  async function* read({ sql, values, verb }: BoundStatement): AsyncGenerator<RowBatch> {
    // Only what gives a table has a cursor; the others (explain, show) say little.
    if (verb === "explain" || verb === "show") return yield batchOf(await run(sql, values));
    await run(`declare belfry_rows no scroll cursor for ${sql}`, values);
    for (;;) {
      const result = await run(`fetch forward ${batchRows} from belfry_rows`);
      yield batchOf(result);
      if (result.rows.length < batchRows) break;
    }
    await run("close belfry_rows");
  }

  return {
    async prepare({ sql, values }) {
      await run(sql, values);
    },
    async begin(mode) {
      await run(mode === "read" ? "begin read only" : "begin");
      await run(`set local statement_timeout = ${Math.ceil(timeoutMs)}`);
      await run("set local timezone = 'UTC'");
      await run("set local datestyle = 'ISO, YMD'");
      await run("set local intervalstyle = 'iso_8601'");
      await run("set local bytea_output = 'hex'");
    },
    read,
    change: async ({ sql, values }) => (await run(sql, values)).rowCount ?? 0,
    async changeAndShow({ sql, values }, most) {
      const result = await run(sql, values);
      const first = batchOf({ ...result, rows: result.rows.slice(0, most) });
      const returned = first.columns.length === 0 ? undefined : { ...first, total: result.rows.length };
      return { changed: result.rowCount ?? 0, returned };
    },
    async commit() {
      await run("commit");
    },
    async cancel() {
      // Ending the connection would leave the server at work until it looks for its client, and so does a failure here: the
      // statement then ends by its own time limit.
      const helper = await connectPostgres(ctx, server).catch(() => undefined);
      if (helper === undefined) return;
      await helper.query("select pg_cancel_backend($1)", [pid]).catch(() => undefined);
      await leavePostgres(helper);
    },
    // A transaction that is open is taken back with its connection.
    [Symbol.asyncDispose]: () => leavePostgres(client),
  };
}

/** The parsers of the driver, by the number of a type; its own list of numbers knows no lists. */
function parsersOf(parsers: { getTypeParser(type: number): (text: string) => unknown }) {
  return parsers;
}

function batchOf({ fields, rows }: QueryArrayResult): RowBatch {
  const columns = distinctColumns(fields.map(({ name }) => name));
  return { columns, rows: rows.map((values: readonly unknown[]) => rowOf(columns, values)) };
}
