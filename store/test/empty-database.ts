import { randomBytes } from "node:crypto";
import { createTestDatabase } from "@belfry/testkit";
import { Client } from "pg";

/** A database without a schema, and a user of its own that may do nothing but connect to it. */
export interface EmptyDatabase extends AsyncDisposable {
  readonly url: string;
  /** The same for the user without rights. */
  readonly plainUrl: string;
  readonly plainUser: string;
  query(text: string): Promise<Record<string, unknown>[]>;
}

export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  // Only the way to the server is needed of it.
  await using known = await createTestDatabase();
  const serverUrl = new URL(known.url);
  serverUrl.pathname = "/postgres";
  const name = `empty_${randomBytes(6).toString("hex")}`;
  await run(serverUrl, `create database ${name}`);
  await run(serverUrl, `create role ${name} login password 'plain'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const plainUrl = new URL(url);
  plainUrl.username = name;
  plainUrl.password = "plain";
  return {
    url: url.toString(),
    plainUrl: plainUrl.toString(),
    plainUser: name,
    query: (text) => run(url, text),
    async [Symbol.asyncDispose]() {
      await run(serverUrl, `drop database ${name} with (force)`);
      await run(serverUrl, `drop role ${name}`);
    },
  };
}

async function run(url: URL, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
