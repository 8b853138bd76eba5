/** store/schema.sql: the schema that the migrations build, dumped from a throw-away server of our own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dumpSchema, migrate, startEmbeddedPostgres } from "@belfry/store";
import { settleGeneratedFile } from "./generated-file.ts";

const dataDir = await mkdtemp(join(tmpdir(), "belfry-schema-"));
try {
  // It lives for a second: nothing of it must be durable.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" };
  await using server = await startEmbeddedPostgres({ dataDir, settings });
  await migrate({ url: server.url });
  const schema = await dumpSchema(server.url);
  process.exitCode = settleGeneratedFile(process.cwd(), "store/schema.sql", schema, {
    check: process.argv.includes("--check"),
  });
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
