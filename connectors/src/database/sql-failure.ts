import { ActionFailure, isActionFailure } from "@belfry/plugin-kit";
import { serverName, type DatabaseFile, type DatabaseServer } from "./database-url.ts";

type Kind = "unreachable" | "conflict" | "timeout" | "access" | "read-only" | "statement" | "data" | "failed";

const kinds: Readonly<
  Record<Kind, { readonly class: "external" | "timeout" | "config" | "runtime"; readonly code: string }>
> = {
  unreachable: { class: "external", code: "SQL_UNREACHABLE" },
  conflict: { class: "external", code: "SQL_CONFLICT" },
  timeout: { class: "timeout", code: "SQL_TIMEOUT" },
  access: { class: "config", code: "SQL_ACCESS_DENIED" },
  "read-only": { class: "config", code: "SQL_READ_ONLY" },
  statement: { class: "config", code: "SQL_STATEMENT_INVALID" },
  data: { class: "runtime", code: "SQL_DATA_REFUSED" },
  failed: { class: "runtime", code: "SQL_FAILED" },
};

/** By the beginning of the SQLSTATE, the longest first. */
const states: readonly (readonly [string, Kind])[] = [
  ["57014", "timeout"],
  // An interrupted statement of MariaDB.
  ["70100", "timeout"],
  ["25006", "read-only"],
  ["55P03", "conflict"],
  ["40", "conflict"],
  ["08", "unreachable"],
  ["53", "unreachable"],
  ["57P", "unreachable"],
  ["28", "access"],
  ["3D", "access"],
  ["42501", "access"],
  ["42", "statement"],
  ["26", "statement"],
  ["0A", "statement"],
  ["21", "data"],
  ["22", "data"],
  ["23", "data"],
];

const mysqlCodes: ReadonlyMap<string, Kind> = new Map([
  ["ER_LOCK_DEADLOCK", "conflict"],
  ["ER_LOCK_WAIT_TIMEOUT", "conflict"],
  ["ER_CHECKREAD", "conflict"],
  ["ER_QUERY_TIMEOUT", "timeout"],
  ["ER_STATEMENT_TIMEOUT", "timeout"],
  ["ER_QUERY_INTERRUPTED", "timeout"],
  ["ER_CON_COUNT_ERROR", "unreachable"],
  ["ER_TOO_MANY_USER_CONNECTIONS", "unreachable"],
  ["ER_SERVER_SHUTDOWN", "unreachable"],
  ["ER_ACCESS_DENIED_ERROR", "access"],
  ["ER_DBACCESS_DENIED_ERROR", "access"],
  ["ER_BAD_DB_ERROR", "access"],
  ["ER_TABLEACCESS_DENIED_ERROR", "access"],
  ["ER_COLUMNACCESS_DENIED_ERROR", "access"],
  ["ER_SPECIFIC_ACCESS_DENIED_ERROR", "access"],
  ["ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION", "read-only"],
  ["ER_DATA_TOO_LONG", "data"],
  ["ER_TRUNCATED_WRONG_VALUE_FOR_FIELD", "data"],
]);

const sqliteCodes: ReadonlyMap<number, Kind> = new Map([
  [1, "statement"],
  [3, "access"],
  [5, "conflict"],
  [6, "conflict"],
  [8, "read-only"],
  [14, "access"],
  [19, "data"],
  [20, "data"],
  [23, "statement"],
  [26, "access"],
]);

/** What the sockets of the system say, and what the drivers say of their sockets. */
const lostCodes = /^(?:E[A-Z]+|PROTOCOL_.*|ERR_TLS.*|ERR_SSL.*|.*CERT.*|UNABLE_TO_.*|HANDSHAKE_.*)$/;
const lostMessages = /connection (?:terminated|ended|is closed|lost)|timeout expired|not queryable|client was closed/i;

/**
 * What a driver threw, as a failure of the action. It has the server's own sentence and no more: what a server says in its
 * details repeats rows, and the connection holds a password.
 */
export function failureOf(error: unknown, database: DatabaseServer | DatabaseFile): unknown {
  if (isActionFailure(error) || !(error instanceof Error)) return error;
  const kind = kindOf(error);
  if (kind === undefined) return error;
  const server = serverName(database);
  return new ActionFailure(`${sentences[kind](server)} ${sentence(error.message)}`.trim(), {
    class: kinds[kind].class,
    code: kinds[kind].code,
    details: { server, ...(stateOf(error) !== undefined && { state: stateOf(error) }) },
    cause: error,
  });
}

const sentences: Readonly<Record<Kind, (server: string) => string>> = {
  unreachable: (server) => `The database ${server} cannot be reached.`,
  conflict: () => "Another transaction was in the way.",
  timeout: () => "The statement took too long and was ended.",
  access: (server) => `The database ${server} refuses the connection or the statement.`,
  "read-only": () => "sql.query only reads, and the statement would write. Use sql.write.",
  statement: () => "The statement is not valid.",
  data: () => "The database refuses the data.",
  failed: () => "The database could not do it.",
};

function kindOf(error: Error): Kind | undefined {
  const code = codeOf(error);
  const state = stateOf(error);
  const sqlite = "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
  if (sqlite !== undefined) return sqliteCodes.get(sqlite & 0xff) ?? "failed";
  if (code !== undefined && mysqlCodes.has(code)) return mysqlCodes.get(code);
  const byState = state === undefined ? undefined : states.find(([begin]) => state.startsWith(begin))?.[1];
  if (byState !== undefined) return byState;
  if (state !== undefined || code?.startsWith("ER_") === true) return "failed";
  if (code !== undefined && lostCodes.test(code)) return "unreachable";
  // Asked for a connection that the server does not offer: tomorrow it will not either.
  if (/does not support (?:SSL|secure)/i.test(error.message)) return "access";
  return lostMessages.test(error.message) ? "unreachable" : undefined;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The five signs of the SQLSTATE; PostgreSQL has them as its code, MySQL beside it. */
function stateOf(error: Error): string | undefined {
  const given = "sqlState" in error ? error.sqlState : codeOf(error);
  return typeof given === "string" && /^[0-9A-Z]{5}$/.test(given) && /\d/.test(given) ? given : undefined;
}

function sentence(message: string): string {
  const text = message.trim();
  if (text === "") return "";
  return /[.!?。]$/.test(text) ? text : `${text}.`;
}
