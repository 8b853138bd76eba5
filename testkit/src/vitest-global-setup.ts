import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@belfry/store";
import { createTemplateDatabase } from "./database/template-database.ts";

/** Starts one real PostgreSQL for the whole test run; every test file gets a database of its own from its template. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-test-"));
  // Not durable: these databases live for one run. The durability tests start servers of their own.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };
  const server = await startEmbeddedPostgres({ dataDir, settings });
  process.env["BELFRY_TEST_SERVER_URL"] = server.url;
  await createTemplateDatabase(server.url);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
