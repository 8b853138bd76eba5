/**
 * One transaction on one connection of the pool.
 *
 * A connection goes back to the pool only when its transaction is known to be over. Whatever else happens (it broke, the
 * rollback was not answered) it is thrown away, and PostgreSQL ends the transaction with the session.
 */
import type { Pool, PoolClient } from "pg";
import { explainDatabaseError } from "./errors.ts";
import { transactionLimits } from "./pool.ts";

/** The wait for the answer to a rollback: the caller already has its error, and the connection can be replaced. */
const ROLLBACK_MS = 5_000;

const begin = {
  session: "begin",
  transaction: [
    "begin",
    ...Object.entries(transactionLimits).map(([name, value]) => `set local ${name} = '${value}'`),
  ].join("; "),
};

/**
 * Runs `work` between begin and commit.
 * @param options.settings where the limits of a transaction are set: once per session, or anew in each transaction
 */
export async function inTransaction<T>(
  pool: Pool,
  options: { readonly settings: "session" | "transaction" },
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw explainDatabaseError(error);
  });
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  // The pool listens only to idle connections: without this, one that breaks while `work` does something else ends the process.
  client.on("error", onError);
  try {
    await client.query(begin[options.settings]);
    const value = await work(client);
    const { command } = await client.query("commit");
    // PostgreSQL answers a commit with ROLLBACK, and with no error, when a statement of the transaction had failed.
    if (command === "ROLLBACK")
      throw new Error("A statement of the transaction failed and its error was swallowed; nothing was written.");
    return value;
  } catch (error) {
    if (broken === undefined)
      await client.query({ text: "rollback", query_timeout: ROLLBACK_MS } as { text: string }).catch(onError);
    throw explainDatabaseError(error);
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
