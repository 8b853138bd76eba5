/**
 * The store: statements, transactions and notifications on one PostgreSQL.
 *
 * A transaction is all-or-nothing and belongs to the function that opened it; everything that writes takes it as its
 * first argument. When the connection breaks while the commit is under way, nobody knows whether it happened: the error
 * is then DATABASE_UNREACHABLE like any other broken connection, and whoever repeats the work must be able to repeat it.
 */
import type { Pool, PoolClient, QueryConfig, QueryResultRow } from "pg";
import { explainDatabaseError } from "./errors.ts";
import { createListener, type Listener } from "./listener.ts";
import { withArrayText } from "./array-text.ts";
import { openPool } from "./pool.ts";
import { inTransaction } from "./transaction.ts";
import type { Queryable, Statement, StatementResult, Tx } from "./statement.ts";

export interface StoreEvents {
  /** An idle connection broke, or the listening connection was lost and is being opened again. */
  readonly onConnectionError?: (error: Error) => void;
}

export interface StoreOptions extends StoreEvents {
  readonly url: string;
  /** A connection that does not go through a transaction-pooling proxy, for LISTEN and session locks. @default url */
  readonly directUrl?: string;
  /** @default 10 */
  readonly maxConnections?: number;
}

export interface Store extends Queryable, AsyncDisposable {
  readonly url: string;
  readonly directUrl: string;
  readonly pool: Pool;
  readonly listener: Listener;
  /**
   * Runs `work` in one transaction: commits when it resolves, rolls back when it rejects.
   * @throws AppError DATABASE_UNREACHABLE or DISK_FULL; and whatever `work` rejects with
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for the statements that are under way. */
  close(): Promise<void>;
}

/** Opens a store. It connects with the first statement, and again whenever the database was away. */
export function openStore(options: StoreOptions): Store {
  let closed: Promise<void> | undefined;
  const onError = (error: Error) => {
    // Whoever closes the store may stop the server right after it; a connection that hears of both is no news.
    if (closed === undefined) options.onConnectionError?.(error);
  };
  const directUrl = options.directUrl ?? options.url;
  // A second URL says that the first one leads through a proxy.
  const sessionSettings = directUrl === options.url;
  const pool = openPool({
    url: options.url,
    sessionSettings,
    onError,
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
  });
  const listener = createListener({ url: directUrl, onError });
  const close = () => (closed ??= Promise.all([listener.close(), pool.end()]).then(() => undefined));

  return {
    url: options.url,
    directUrl,
    pool,
    listener,
    query: (statement) => run(pool, statement),
    transaction: (work) =>
      inTransaction(pool, { settings: sessionSettings ? "session" : "transaction" }, (client) =>
        work({ isTransaction: true, query: (statement) => run(client, statement) }),
      ),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function run<T extends QueryResultRow>(
  target: Pool | PoolClient,
  statement: Statement,
): Promise<StatementResult<T>> {
  try {
    const result = await target.query<T>(prepared(statement));
    return { rows: result.rows, count: result.rowCount ?? 0 };
  } catch (error) {
    throw explainDatabaseError(error);
  }
}

function prepared({ name, text, values, plannedAnew = false }: Statement): QueryConfig {
  // What has no name is not kept on its connection, and so has no plan from before.
  return { text, ...(!plannedAnew && { name }), ...(values !== undefined && { values: values.map(withArrayText) }) };
}
