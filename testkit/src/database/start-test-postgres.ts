import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@belfry/store";
import { createTemplateDatabase } from "./template-database.ts";

/** The variable under which `createTestDatabase` finds the server; forks of the test runner inherit it. */
export const TEST_SERVER_VARIABLE = "BELFRY_TEST_SERVER_URL";

/** Starts the PostgreSQL of a test run with the template database in it. */
export async function startTestPostgres(): Promise<AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-test-"));
  // Not durable: these databases live for one run. The durability tests start servers of their own.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };
  const server = await startEmbeddedPostgres({ dataDir, settings });
  process.env[TEST_SERVER_VARIABLE] = server.url;
  await createTemplateDatabase(server.url);
  return {
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
