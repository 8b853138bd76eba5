import { Pool, types, type PoolConfig } from "pg";

/**
 * How values come back: `bigint` as a number (ids stay far below 2^53), `timestamptz` as a Date, `date` as its text,
 * because a Date would move it by the zone of the process.
 */
const typeParsers = {
  getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
    if (oid === types.builtins.INT8) return Number;
    if (oid === types.builtins.DATE) return String;
    return types.getTypeParser(oid, format);
  },
};

export interface PoolOptions {
  readonly url: string;
  /** @default 10 */
  readonly maxConnections?: number;
  /**
   * Whether connections may carry settings. A proxy that shares server connections between clients refuses them: what one
   * client set would hold for the next. @default true
   */
  readonly sessionSettings?: boolean;
  readonly onError: (error: Error) => void;
}

/** What outlives one of these is a bug or a forgotten psql session, and failing loudly beats a silent stand-still. */
export const transactionLimits = {
  lock_timeout: "30s",
  statement_timeout: "60s",
  idle_in_transaction_session_timeout: "60s",
} as const;

/** Longer than the longest statement: an answer that has not come by then will not, because the network lost it. */
const ANSWER_MS = 75_000;

const sessionSettings = {
  TimeZone: "UTC",
  ...transactionLimits,
  // The tables that are asked all day lie in memory. With the default, which has a turning disk in mind, a batch of a
  // hundred rows is looked up by reading a table of twenty thousand from end to end.
  random_page_cost: "1.1",
  // Statements are short, and compiling one takes longer than running it.
  jit: "off",
} as const;

/** A peer that vanished without a word (a cable, a firewall that forgot the connection) is noticed within half a minute. */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

/** Opens a pool. It connects when it is asked, and again after the database was away. */
export function openPool(options: PoolOptions): Pool {
  const config: PoolConfig = {
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    application_name: "belfry",
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    query_timeout: ANSWER_MS,
    ...keepAlive,
    ...(options.sessionSettings === false ? {} : { options: asOptions(sessionSettings) }),
  };
  const pool = new Pool(config);
  // Without a listener an idle connection that dies (database restart) would end the process.
  pool.on("error", options.onError);
  // While a connection is handed to who asked for it, nobody listens to it. One that is told in one breath that it may begin
  // and that an administrator ends it would end the process; so its next statement says what became of it.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

function asOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
}
