import { DatabaseError } from "pg";

/** SQLSTATE classes after which the same work may simply be sent again. */
const transientStates = new Set([
  "40001", // serialization failure
  "40P01", // deadlock: one of two batches was chosen as the victim
  "55P03", // lock not available in time
  "57P01", // the administrator ended the session
  "57P02", // crash of another session
  "57P03", // the server is starting up
  "53300", // too many connections
]);

/**
 * Whether an error means "the database could not be asked", as opposed to "the database refused this data". After one of
 * these it is unknown whether the work was committed.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  if (error instanceof DatabaseError) {
    const state = error.code ?? "";
    return transientStates.has(state) || state.startsWith("08");
  }
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"].includes(code)) return true;
  // pg has no code for these two.
  return /connection terminated|connection timeout|client has encountered a connection error/i.test(error.message);
}
