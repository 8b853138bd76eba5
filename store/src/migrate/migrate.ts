/**
 * Migrations: numbered SQL files, forward only, each in a transaction of its own.
 *
 * Several nodes may start at once: one migrates while the others look again every 200 ms. Nobody waits on the lock
 * itself, because a waiter would pin a snapshot. A database that knows a migration we do not know belongs to a newer
 * Belfry and is refused, before anything is written.
 */
import { readdir, readFile } from "node:fs/promises";
import { AppError } from "@belfry/model";
import { Client } from "pg";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const FOLDER = new URL("../../migrations/", import.meta.url);
/** "BELF" in ASCII, and 1: the session lock of whoever migrates. */
const MIGRATION_LOCK = "1111837766, 1";

/** The migrations that ship with this version, in order. */
export async function readMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      number: Number.parseInt(file, 10),
      name: file.slice(0, -".sql".length),
      sql: await readFile(new URL(file, folder), "utf8"),
    })),
  );
}

/**
 * Brings the database up to date and returns the names of the migrations that were applied; none on the second call.
 * @throws AppError DATABASE_TOO_NEW when a newer Belfry has been here
 */
export async function migrate(options: { readonly url: string; readonly migrations?: readonly Migration[] }): Promise<string[]> {
  const migrations = options.migrations ?? (await readMigrations());
  const client = new Client({ connectionString: options.url, application_name: "belfry migrate" });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ ok: boolean }>(`select pg_try_advisory_lock(${MIGRATION_LOCK}) as ok`);
      if (rows[0]?.ok === true) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await client.query(`
      create schema if not exists belfry;
      create table if not exists belfry.migrations (number int primary key, name text not null)`);
    const applied = await client.query<{ number: number; name: string }>("select number, name from belfry.migrations");
    const known = new Set(migrations.map((migration) => migration.number));
    const newer = applied.rows.find((row) => !known.has(row.number));
    if (newer !== undefined) {
      throw new AppError("DATABASE_TOO_NEW", { reason: `The database has the migration ${newer.name}.`, migration: newer.name });
    }
    const done = new Set(applied.rows.map((row) => row.number));
    const fresh = migrations.filter((migration) => !done.has(migration.number));
    for (const migration of fresh) await applyOne(client, migration);
    return fresh.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into belfry.migrations (number, name) values ($1, $2)", [migration.number, migration.name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
