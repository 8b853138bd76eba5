import { AppError, isAppError } from "@belfry/model";
import { DatabaseError } from "pg";

/** The database was asked and gave up for a reason that passes: the same work may simply be sent again. */
const repeatableStates = new Set([
  "40001", // serialization failure
  "40P01", // deadlock: one of two batches was chosen as the victim
  "55P03", // lock not available in time
  "57014", // the statement was cancelled, by an administrator or a time limit
]);

/** The database could not be asked, or the session ended under the statement. */
const unreachableStates = new Set([
  "25006", // a standby that has not been promoted yet
  "25P03", // the session was ended because its transaction stood idle
  "57P01", // the administrator ended the session
  "57P02", // crash of another session
  "57P03", // the server is starting up
  "57P05", // the session was ended because it stood idle
]);

const socketErrors = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** pg has no codes for these: a connection that broke or was not got, a pool that stayed empty, an answer that did not come. */
const connectionMessages =
  /connection terminated|connection timeout|client has encountered a connection error|client was closed and is not queryable|timeout exceeded when trying to connect|query read timeout/i;

/**
 * Whether an error means "try the same again later", as opposed to "the database refused this data". After one of these
 * it may be unknown whether the work was committed.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  if (isAppError(error, "DATABASE_UNREACHABLE") || isAppError(error, "DISK_FULL")) return true;
  return isUnreachable(error) || (error instanceof DatabaseError && isRepeatable(error));
}

function isRepeatable({ code = "", constraint }: DatabaseError): boolean {
  // A row on its way into the default partition while the partition of its day was attached: a check that was violated
  // and has no name. The next time it finds its place.
  return repeatableStates.has(code) || (code === "23514" && constraint === undefined);
}

/** The error in words that a caller can show: AppError where the database could not be asked, the error itself otherwise. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof DatabaseError && error.code === "53100") return new AppError("DISK_FULL", {}, { cause: error });
  if (!isUnreachable(error)) return error;
  return new AppError("DATABASE_UNREACHABLE", { reason: reasonOf(error) }, { cause: error });
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof DatabaseError) {
    const state = error.code ?? "";
    // Class 08: connection exceptions. Class 53: no memory, no disk, no connection left.
    return unreachableStates.has(state) || state.startsWith("08") || state.startsWith("53");
  }
  if (!(error instanceof Error)) return false;
  return ("code" in error && socketErrors.has(String(error.code))) || connectionMessages.test(error.message);
}

/** A refused connection to a name with several addresses has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" && "code" in error ? String(error.code) : error.message;
}
