import type { ActionContext, Row } from "@belfry/plugin-kit";
import type { BoundStatement } from "./bind-statement.ts";
import { readDatabaseUrl, type DatabaseFile, type DatabaseServer } from "./database-url.ts";
import { failureOf } from "./sql-failure.ts";

/** Rows as they come in, never all at once. */
export interface RowBatch {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** One connection and one transaction on it. Disposing of it takes back what was not committed. */
export interface SqlSession extends AsyncDisposable {
  /** Statements outside of the transaction, before it begins. */
  prepare(statement: BoundStatement): Promise<void>;
  begin(mode: "read" | "write"): Promise<void>;
  /** At least one batch, with the columns, even where there are no rows. */
  read(statement: BoundStatement): AsyncIterable<RowBatch>;
  /** How many rows the statement changed. */
  change(statement: BoundStatement): Promise<number>;
  commit(): Promise<void>;
  /** Asks the server to stop what it does for this session. Never throws. */
  cancel(): Promise<void>;
}

export interface SessionOptions {
  /** The longest one statement may take, in milliseconds; the server itself ends it then. */
  readonly timeoutMs: number;
}

export type SessionContext = Pick<ActionContext, "addressOf" | "pathOf" | "signal">;

/** Does work in a session of the database that the URL names. An abort ends the statement at the server, too. */
export async function withSession<T>(
  ctx: SessionContext,
  url: string,
  options: SessionOptions,
  work: (session: SqlSession, database: DatabaseServer | DatabaseFile) => Promise<T>,
): Promise<T> {
  const database = readDatabaseUrl(url);
  ctx.signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(ctx.signal.reason as Error);
  ctx.signal.addEventListener("abort", abort, { once: true });
  // Nobody may be listening when it comes.
  aborted.promise.catch(() => undefined);
  try {
    const session = await openSession(ctx, database, options);
    try {
      return await Promise.race([work(session, database), aborted.promise]);
    } finally {
      if (ctx.signal.aborted) await session.cancel();
      await session[Symbol.asyncDispose]();
    }
  } catch (error) {
    ctx.signal.throwIfAborted();
    throw failureOf(error, database);
  } finally {
    ctx.signal.removeEventListener("abort", abort);
  }
}

/** The drivers are read when the first rule needs one: most installations need one of them, or none. */
async function openSession(
  ctx: SessionContext,
  database: DatabaseServer | DatabaseFile,
  options: SessionOptions,
): Promise<SqlSession> {
  switch (database.dialect) {
    case "postgres": {
      const { openPostgresSession } = await import("../postgres/postgres-session.ts");
      return openPostgresSession(ctx, database, options);
    }
    case "mysql": {
      const { openMysqlSession } = await import("../mysql/mysql-session.ts");
      return openMysqlSession(ctx, database, options);
    }
    case "sqlite": {
      const { openSqliteSession } = await import("../sqlite/sqlite-session.ts");
      return openSqliteSession(ctx, database, options);
    }
  }
}
