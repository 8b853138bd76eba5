import { readDatabaseUrl, type DatabaseFile, type DatabaseServer } from "./database-url.ts";
import { failureOf } from "./sql-failure.ts";
import type { SessionContext, SessionOptions, SqlSession } from "./sql-session.ts";

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
