/**
 * The database of a benchmark: an embedded PostgreSQL of its own, durable as in production. With `--running-server` it is
 * a database on the PostgreSQL of the test run that it is part of: then only the program is tried, and no figure counts.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, openStore, startEmbeddedPostgres, type Store } from "@belfry/store";
import { Client } from "pg";

export interface BenchDatabase extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  /** A folder for what the benchmark writes; it goes with the database. */
  readonly folder: string;
  /** The process id of the server; nothing when it is that of the test run. */
  readonly serverPid: number | undefined;
}

/** @param settings of the server, besides those that every benchmark has */
export async function openBenchDatabase(settings: Readonly<Record<string, string>> = {}): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "belfry-bench-"));
  const running = process.argv.includes("--running-server") ? process.env["BELFRY_TEST_SERVER_URL"] : undefined;
  const server =
    running === undefined
      ? await startEmbeddedPostgres({
          dataDir: join(folder, "data"),
          settings: { max_connections: "200", ...settings },
        })
      : undefined;
  const url = running === undefined ? (server?.url ?? "") : await createDatabase(running);
  await migrate({ url });
  const store = openStore({ url });
  return {
    url,
    store,
    folder,
    serverPid: server?.pid,
    async [Symbol.asyncDispose]() {
      await store.close();
      await server?.stop();
      if (running !== undefined) await dropDatabase(running, url);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  await asAdministrator(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

function dropDatabase(serverUrl: string, url: string): Promise<void> {
  return asAdministrator(serverUrl, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

async function asAdministrator(serverUrl: string, text: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
