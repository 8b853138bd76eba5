import { ActionFailure } from "@belfry/plugin-kit";
import { connectionPart } from "../connection-part.ts";

const INVALID = "SQL_CONNECTION_INVALID";

/** Which of the databases is spoken to. MariaDB is spoken to like MySQL. */
export type Dialect = "postgres" | "mysql" | "sqlite";

/** A database server as a connection URL names it. */
export interface DatabaseServer {
  readonly dialect: "postgres" | "mysql";
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** `require` encrypts without asking who the server is, `verify-full` asks, as in the tools of PostgreSQL. */
  readonly tls: "disable" | "require" | "verify-full";
}

/** A database that is one file. */
export interface DatabaseFile {
  readonly dialect: "sqlite";
  readonly path: string;
}

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["postgres:", "postgres"],
  ["postgresql:", "postgres"],
  ["mysql:", "mysql"],
  ["mariadb:", "mysql"],
  ["sqlite:", "sqlite"],
]);

/**
 * Reads a connection URL. The failure never repeats the URL, which holds a password.
 * @throws ActionFailure class `config` with code `SQL_CONNECTION_INVALID`
 */
export function readDatabaseUrl(text: string): DatabaseServer | DatabaseFile {
  const url = URL.parse(text);
  const dialect = url === null ? undefined : dialects.get(url.protocol);
  if (url === null || dialect === undefined) {
    throw invalid("The connection is no URL of a database. Write postgres://, mysql://, mariadb:// or sqlite:///path.");
  }
  if (dialect === "sqlite") return { dialect, path: pathOf(url) };
  const database = connectionPart(url.pathname.slice(1), INVALID);
  if (url.hostname === "" || database === "" || database.includes("/")) {
    throw invalid(`The connection names no server or no database. Write ${url.protocol}//user:password@host/database.`);
  }
  return {
    dialect,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (dialect === "postgres" ? 5432 : 3306) : Number(url.port),
    user: connectionPart(url.username, INVALID),
    password: connectionPart(url.password, INVALID),
    database,
    tls: tlsOf(url),
  };
}

/** A server as it may be shown: without user and password. */
export function serverName(database: DatabaseServer | DatabaseFile): string {
  if (database.dialect === "sqlite") return database.path;
  return `${database.host}:${database.port}/${database.database}`;
}

function pathOf(url: URL): string {
  if (url.hostname !== "" || url.pathname.length < 2) {
    throw invalid("The connection names no file. Write sqlite:///srv/exchange/shop.db, with three slashes.");
  }
  if (url.search !== "") throw invalid("The connection of a SQLite file takes no parameters behind a question mark.");
  return connectionPart(url.pathname, INVALID);
}

function tlsOf(url: URL): DatabaseServer["tls"] {
  const unknown = [...url.searchParams.keys()].find((name) => name !== "sslmode");
  if (unknown !== undefined) throw invalid(`The connection has the parameter ${unknown}; only sslmode is known.`);
  const mode = url.searchParams.get("sslmode") ?? "disable";
  if (mode === "disable" || mode === "require" || mode === "verify-full") return mode;
  throw invalid("The sslmode of the connection is not known. Write disable, require or verify-full.");
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: INVALID });
}
