/**
 * The store: statements, transactions and notifications on one PostgreSQL.
 *
 * A transaction is all-or-nothing and belongs to the function that opened it; everything that writes takes it as its
 * first argument. When the commit itself fails because the connection broke, nobody knows whether it happened: the error
 * then says so with the code `DATABASE_UNREACHABLE`, and callers that can must be written to be repeated.
 */
import type { Pool, PoolClient, QueryConfig, QueryResultRow } from "pg";
import { openPool } from "./pool.ts";
import { createListener, type Listener } from "./listener.ts";
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
  /** Runs `work` in one transaction: commits when it resolves, rolls back when it rejects. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a store. It connects lazily; `checkConnection` tells early whether the database can be reached. */
export function openStore(options: StoreOptions): Store {
  const onError = (error: Error) => options.onConnectionError?.(error);
  const pool = openPool({
    url: options.url,
    onError,
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
  });
  const directUrl = options.directUrl ?? options.url;
  const listener = createListener({ url: directUrl, onError });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= Promise.all([listener.close(), pool.end()]).then(() => undefined));

  return {
    url: options.url,
    directUrl,
    pool,
    listener,
    query: (statement) => run(pool, statement),
    transaction: (work) => inTransaction(pool, work),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function run<T extends QueryResultRow>(target: Pool | PoolClient, statement: Statement): Promise<StatementResult<T>> {
  const result = await target.query<T>(statement as QueryConfig);
  return { rows: result.rows, count: result.rowCount ?? 0 };
}

async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const value = await work({ isTransaction: true, query: (statement) => run(client, statement) });
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => {
      // The connection is gone; PostgreSQL rolls back by itself. It must not return to the pool.
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
