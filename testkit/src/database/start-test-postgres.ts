import { rm } from "node:fs/promises";
import { startEmbeddedPostgres } from "@belfry/store";
import { makeFastFolder } from "./fast-folder.ts";
import { createTemplateDatabase } from "./template-database.ts";

/** The variable under which `createTestDatabase` finds the server; forks of the test runner inherit it. */
export const TEST_SERVER_VARIABLE = "BELFRY_TEST_SERVER_URL";

/** Starts the PostgreSQL of a test run with the template database in it. */
export async function startTestPostgres(): Promise<AsyncDisposable> {
  const dataDir = await makeFastFolder("belfry-test-");
  // Not durable: these databases live for one run. The durability tests start servers of their own.
  const settings = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "300",
    // It lies in memory, and nobody recovers from it.
    max_wal_size: "128MB",
  };
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
