/**
 * Migrations: numbered SQL files, forward only, each in a transaction of its own.
 *
 * Several nodes may start at once: one migrates while the others look again every 200 ms. Nobody waits on the lock
 * itself, because a waiter would pin a snapshot.
 *
 * While an installation is updated, nodes of the version before run beside those of the new one, and may be started again.
 * So a database that knows a migration we do not know is worked on with, unless that migration says that whoever works on
 * must know more than we do (`-- oldest:`). Then it is refused, before anything is written.
 */
import { AppError } from "@belfry/model";
import { Client, DatabaseError } from "pg";
import { explainDatabaseError } from "../database/errors.ts";
import { readMigrations, type Migration } from "./read-migrations.ts";

/** "BELF" in ASCII, and 1: the session lock of whoever migrates. */
const MIGRATION_LOCK = "1111837766, 1";
const LOOK_AGAIN_MS = 200;
const DEADLOCK = "40P01";
/** How often a migration that was ended for somebody else begins. */
const TRIES = 10;
/** PostgreSQL 14, as `server_version_num` writes it: the oldest one that its makers still maintain. */
const OLDEST_SERVER = 140_000;

export interface MigrateOptions {
  /** Not through a transaction-pooling proxy: the lock of whoever migrates belongs to its session. */
  readonly url: string;
  /** @default the migrations that ship with this version */
  readonly migrations?: readonly Migration[];
  /** @default 140_000, PostgreSQL 14 */
  readonly oldestServer?: number;
}

/**
 * Brings the database up to date and returns the names of the migrations that were applied; none on the second call.
 * @throws AppError DATABASE_TOO_NEW when a newer Belfry has changed it in a way that this one cannot work with, DATABASE_UNSUPPORTED when PostgreSQL is older than
 * 14, DATABASE_UNREACHABLE when it cannot be asked or lets us not in, MIGRATION_FAILED when a migration is refused; what
 * was applied before it stays.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = options.migrations ?? (await readMigrations());
  const client = await connect(options.url);
  try {
    await checkServer(client, options.oldestServer ?? OLDEST_SERVER);
    await takeLock(client);
    const applied = await readApplied(client);
    const known = new Set(migrations.map((migration) => migration.number));
    const newest = Math.max(0, ...known);
    const beyond = applied.find((migration) => !known.has(migration.number) && migration.oldest > newest);
    if (beyond !== undefined) {
      const reason = `Its migration ${beyond.name} asks for a Belfry that knows ${numberOf(beyond.oldest)}; this one knows ${numberOf(newest)}.`;
      throw new AppError("DATABASE_TOO_NEW", { reason, migration: beyond.name, oldest: beyond.oldest, newest });
    }
    const done = new Set(applied.map((migration) => migration.number));
    const fresh = migrations.filter((migration) => !done.has(migration.number));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map((migration) => migration.name);
  } catch (error) {
    throw explainDatabaseError(error);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<Client> {
  // A migration that waits for a lock stops everybody who comes after it, so it does not wait for long.
  const client = new Client({
    connectionString: url,
    application_name: "belfry migrate",
    options: "-c lock_timeout=30s -c TimeZone=UTC",
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks between two statements: the next statement says so.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const explained = explainDatabaseError(error);
    if (!(explained instanceof DatabaseError)) throw explained;
    // A wrong password, a database that does not exist: in the words of the server, which name what is wrong.
    throw new AppError("DATABASE_UNREACHABLE", { reason: explained.message }, { cause: explained });
  }
}

async function checkServer(client: Client, oldest: number): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  const server = rows[0];
  if (server !== undefined && server.number < oldest) {
    throw new AppError("DATABASE_UNSUPPORTED", { reason: `It is version ${server.version}.`, version: server.version });
  }
}

/** It is given back with the session. */
async function takeLock(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ ok: boolean }>(`select pg_try_advisory_lock(${MIGRATION_LOCK}) as ok`);
    if (rows[0]?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function numberOf(migration: number): string {
  return String(migration).padStart(4, "0");
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly oldest: number;
}

async function readApplied(client: Client): Promise<Applied[]> {
  const { rows: found } = await client.query<{ exists: boolean }>(
    "select to_regclass('belfry.migrations') is not null as exists",
  );
  if (found[0]?.exists !== true) {
    await attempt(client, "the schema belfry", () =>
      client.query(`
        create schema if not exists belfry;
        create table belfry.migrations (number int primary key, name text not null)`),
    );
  }
  // Not a migration: what migrations declare is read before any of them is applied.
  const { rows: columns } = await client.query<{ exists: boolean }>(
    "select exists (select from pg_attribute where attrelid = 'belfry.migrations'::regclass and attname = 'oldest') as exists",
  );
  if (columns[0]?.exists !== true) {
    await attempt(client, "the table of migrations", () =>
      client.query("alter table belfry.migrations add column if not exists oldest int not null default 0"),
    );
  }
  const { rows } = await client.query<Applied>("select number, name, oldest from belfry.migrations order by number");
  return rows;
}

async function apply(client: Client, { number, name, sql, oldest }: Migration): Promise<void> {
  await attempt(client, name, async () => {
    await client.query(sql);
    await client.query("insert into belfry.migrations (number, name, oldest) values ($1, $2, $3)", [
      number,
      name,
      oldest,
    ]);
  });
}

/**
 * Does a step wholly or not at all. One that locks several tables meets nodes that work on them in another order, and of two
 * who wait for each other PostgreSQL ends one: it begins again.
 */
async function attempt(client: Client, step: string, work: () => Promise<unknown>, tries = TRIES): Promise<void> {
  try {
    await client.query("begin");
    await work();
    await client.query("commit");
  } catch (error) {
    const explained = explainDatabaseError(error);
    if (!(explained instanceof DatabaseError)) throw explained;
    await client.query("rollback");
    if (explained.code === DEADLOCK && tries > 1) {
      await attempt(client, step, work, tries - 1);
      return;
    }
    const details = { reason: `${step}: ${explained.message}.`, migration: step };
    throw new AppError("MIGRATION_FAILED", { ...details, ...remedyFor(explained) }, { cause: explained });
  }
}

function remedyFor(error: DatabaseError): { remedy?: string } {
  if (error.code !== "42501") return {};
  const remedy =
    "Let the user of DATABASE_URL create the schema: `grant create on database NAME to USER;`. It needs no other right.";
  return { remedy };
}
