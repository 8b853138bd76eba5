import { startTestPostgres } from "./database/start-test-postgres.ts";

/** Starts one real PostgreSQL for the whole test run; every test file gets a database of its own from its template. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestPostgres();
  return () => Promise.resolve(server[Symbol.asyncDispose]());
}
