import { Client, DatabaseError } from "pg";
import { AppError } from "@belfry/model";
import type { ListenAddress } from "./listen-address.ts";
import { DATABASE_USER } from "./initialise-cluster.ts";

/** What `pg` needs to connect. */
export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const DATABASE = "belfry";

/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const NO_SUCH_DATABASE = "3D000";
const DATABASE_EXISTS = "42P04";
const WRONG_PASSWORD = "28P01";

export function connectionTo(address: ListenAddress, password: string): EmbeddedConnection {
  return { host: address.host, port: address.port, user: DATABASE_USER, password, database: DATABASE };
}

/** The same as a URL. The folder of a socket stands in the query, as libpq and `pg` both read it. */
export function connectionUrl(connection: EmbeddedConnection): string {
  const { host, port, user, password, database } = connection;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  if (!host.startsWith("/")) return `postgres://${login}@${host}:${port}/${database}`;
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** Makes the database if it is not there, and proves that the password opens it. */
export async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  try {
    await query(connection, "select 1");
    return;
  } catch (error) {
    if (hasState(error, WRONG_PASSWORD)) {
      const reason = "The database does not accept the password in postgres.password beside it.";
      throw new AppError(
        "DATA_FOLDER_UNUSABLE",
        { reason, remedy: "Put postgres.password back from a backup." },
        { cause: error },
      );
    }
    if (!hasState(error, NO_SUCH_DATABASE)) throw error;
  }
  try {
    await query({ ...connection, database: "postgres" }, `create database ${DATABASE}`);
  } catch (error) {
    // The start before was killed while it made it.
    if (!hasState(error, DATABASE_EXISTS)) throw error;
  }
}

/** The `cluster_name` of a server that answers with our password; undefined when it does not. */
export async function readServerName(connection: EmbeddedConnection): Promise<string | undefined> {
  try {
    const [row] = await query<{ cluster_name: string }>({ ...connection, database: "postgres" }, "show cluster_name");
    return row?.cluster_name;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function query<Row extends object>(connection: EmbeddedConnection, text: string): Promise<Row[]> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 });
  // A server that dies under us also emits this; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

function hasState(error: unknown, state: string): boolean {
  return error instanceof DatabaseError && error.code === state;
}
