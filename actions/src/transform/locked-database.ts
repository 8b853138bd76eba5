/**
 * DuckDB, locked up before a query of a rule runs in it.
 *
 * It may read the files that were named, write into the scratch folder of the attempt, and nothing else: no other file,
 * no network, no extension, no setting. The limits come first and are locked with the rest; a query cannot raise them.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBPreparedStatement, type DuckDBValue } from "@duckdb/node-api";
import { sqlFailure } from "./sql-failure.ts";
import { quoteList, quoteText } from "./sql-text.ts";

export interface LockedDatabaseOptions {
  /** The folder for results and for what does not fit into the memory. */
  readonly scratch: string;
  /** The only files outside of the scratch folder that may be read. */
  readonly files: readonly string[];
  /** The zone of TIMESTAMPTZ values, an IANA name. */
  readonly timeZone: string;
  /** Aborting interrupts the statement that runs. */
  readonly signal: AbortSignal;
}

export interface LockedDatabase extends AsyncDisposable {
  readonly scratch: string;
  /** Runs one statement with bound parameters. @throws ActionFailure, or the reason of the signal */
  run(sql: string, parameters?: Readonly<Record<string, DuckDBValue>>): Promise<{ readonly rowsChanged: number }>;
  /** The statements of a text, prepared: to look at, not to run. @throws ActionFailure when it is no SQL */
  prepareEach(sql: string): Promise<DuckDBPreparedStatement[]>;
}

export async function openLockedDatabase(options: LockedDatabaseOptions): Promise<LockedDatabase> {
  const spill = join(options.scratch, "spill");
  await mkdir(spill, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "64MB",
    // Each further thread keeps its own 32 MiB buffer while it reads JSON: two do not fit into 64 MB.
    threads: "1",
    temp_directory: spill,
    max_temp_directory_size: "8GiB",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    options.signal.throwIfAborted();
    // An interrupt that comes before the statement has really begun has no effect, so it is given until the statement ends.
    let interrupting: NodeJS.Timeout | undefined;
    const interrupt = () => (interrupting ??= setInterval(() => connection.interrupt(), 20));
    options.signal.addEventListener("abort", interrupt, { once: true });
    try {
      return await work();
    } catch (error) {
      options.signal.throwIfAborted();
      throw sqlFailure(error);
    } finally {
      options.signal.removeEventListener("abort", interrupt);
      clearInterval(interrupting);
    }
  }

  const database: LockedDatabase = {
    scratch: options.scratch,
    run: (sql, parameters = {}) => guarded(() => connection.run(sql, { ...parameters })),
    prepareEach: (sql) =>
      guarded(async () => {
        const statements = await connection.extractStatements(sql);
        const prepared: DuckDBPreparedStatement[] = [];
        for (let index = 0; index < statements.count; index += 1) prepared.push(await statements.prepare(index));
        return prepared;
      }),
    async [Symbol.asyncDispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  };
  try {
    for (const setting of settings(options)) await database.run(setting);
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  return database;
}

function settings(options: LockedDatabaseOptions): string[] {
  return [
    `SET TimeZone = ${quoteText(options.timeZone)}`,
    // A division by zero gives NULL. NaN and Infinity are not JSON: one such value would make the whole result unreadable.
    "SET ieee_floating_point_ops = false",
    `SET allowed_paths = ${quoteList(options.files)}`,
    `SET allowed_directories = ${quoteList([options.scratch])}`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
}
