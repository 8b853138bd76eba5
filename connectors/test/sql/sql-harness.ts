import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ActionDefinition, DatasetRef } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  createTestDatabase,
  exposeOnLoopback,
  startMariadb,
  type TestActionContext,
} from "@belfry/testkit";
import { builtinConnectors } from "@belfry/connectors";

/** A database under test: where it is, and how its dialect writes what differs. */
export interface DatabaseUnderTest extends AsyncDisposable {
  readonly name: "PostgreSQL" | "MariaDB" | "SQLite";
  readonly url: string;
  readonly folders: readonly string[];
  /** A statement that works for ever. */
  readonly endless: string;
}

export interface QueryOutput {
  readonly rows: DatasetRef;
  readonly count: number;
  readonly first: Readonly<Record<string, unknown>> | null;
}

function action(id: string): ActionDefinition {
  const found = builtinConnectors.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
}

export const sqlQuery = action("sql.query");
export const sqlWrite = action("sql.write");

/** A context whose secret DB is the connection. */
export function contextFor(
  database: DatabaseUnderTest,
  options: { executionId?: number } = {},
): Promise<TestActionContext> {
  return createTestActionContext({ secrets: { DB: database.url }, folders: database.folders, ...options });
}

const connection = { $secret: "DB" };

export async function query(database: DatabaseUnderTest, sql: string, more: Record<string, unknown> = {}) {
  await using context = await contextFor(database);
  const output = (await context.run(sqlQuery, { connection, sql, ...more })) as QueryOutput;
  return { ...output, list: await context.rowsOf(output.rows) };
}

export async function write(database: DatabaseUnderTest, input: Record<string, unknown>, executionId?: number) {
  await using context = await contextFor(database, executionId === undefined ? {} : { executionId });
  return (await context.run(sqlWrite, { connection, ...input })) as {
    affected: number;
    each: number[];
    alreadyDone: boolean;
  };
}

/** The statements alone. */
export function run(database: DatabaseUnderTest, ...statements: readonly string[]) {
  return statements.reduce<Promise<unknown>>(
    (before, sql) => before.then(() => write(database, { statements: [{ sql }] })),
    Promise.resolve(),
  );
}

export const starters = {
  async PostgreSQL(): Promise<DatabaseUnderTest> {
    const database = await createTestDatabase();
    const exposed = await exposeOnLoopback(database.url);
    return {
      name: "PostgreSQL",
      url: exposed.url,
      folders: [],
      endless: "select count(*) as n from generate_series(1, 100000000000) as s",
      async [Symbol.asyncDispose]() {
        await exposed[Symbol.asyncDispose]();
        await database[Symbol.asyncDispose]();
      },
    };
  },
  async MariaDB(): Promise<DatabaseUnderTest> {
    const server = await startMariadb();
    return {
      name: "MariaDB",
      url: server.url,
      folders: [],
      endless: "select sleep(600) as n",
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
  async SQLite(): Promise<DatabaseUnderTest> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "belfry-sqlite-")));
    new DatabaseSync(join(folder, "shop.db")).close();
    return {
      name: "SQLite",
      url: `sqlite://${folder}/shop.db`,
      folders: [folder],
      endless: "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) as n from c",
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
    };
  },
} as const;
