import { Pool, types, type PoolConfig } from "pg";

/**
 * How values come back: `bigint` as a number (ids stay far below 2^53), `timestamptz` as a Date, `date` as its text,
 * because a Date would move it by the zone of the process.
 */
const typeParsers = {
  getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
    if (oid === types.builtins.INT8) return Number;
    if (oid === types.builtins.DATE) return String;
    return types.getTypeParser(oid, format as "text") as (value: string) => unknown;
  },
};

export interface PoolOptions {
  readonly url: string;
  /** @default 10 */
  readonly maxConnections?: number;
  readonly applicationName?: string;
  readonly onError: (error: Error) => void;
}

/** Opens a pool whose connections speak UTC and never wait for a lock for ever. */
export function openPool(options: PoolOptions): Pool {
  const config: PoolConfig = {
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? "belfry",
    types: typeParsers as PoolConfig["types"],
    // A lock wait that outlives this is a bug or a forgotten psql session; failing loudly beats a silent stand-still.
    options: "-c TimeZone=UTC -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s",
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: false,
  };
  const pool = new Pool(config);
  // Without a listener an idle connection that dies (database restart) would end the process.
  pool.on("error", options.onError);
  return pool;
}
