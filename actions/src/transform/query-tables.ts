import { join } from "node:path";
import { createGate, type ActionContext } from "@belfry/plugin-kit";
import { loadTables } from "./load-tables.ts";
import { openLockedDatabase } from "./locked-database.ts";
import { runSelect } from "./run-select.ts";
import { tableSources } from "./table-sources.ts";
import type { Table } from "./transform-input.ts";

/**
 * One query at a time in a process. A query may use 64 MiB and the code around it about as much again; ten at once would
 * be the gigabyte that nobody planned for. It also leaves three of the four threads of libuv to files and names.
 */
const oneQuery = createGate(1);

export interface TableQuery {
  readonly sql: string;
  readonly tables: Readonly<Record<string, Table>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Runs one SELECT over the tables in a database of its own and keeps what it gives as a dataset. */
export async function queryTables(ctx: ActionContext, query: TableQuery) {
  const scratch = join(await ctx.scratch(), "sql");
  const sources = await tableSources(ctx, query.tables, scratch);
  return oneQuery(ctx.signal, async () => {
    await using database = await openLockedDatabase({
      scratch,
      files: sources.flatMap((source) => source.parts.map((part) => part.path)),
      timeZone: ctx.timeZone,
      signal: ctx.signal,
    });
    await loadTables(database, sources);
    const result = await runSelect(database, {
      sql: query.sql,
      parameters: query.parameters,
      path: join(scratch, "result.ndjson"),
    });
    return await ctx.datasets.adopt(result.path, { rows: result.rows, columns: result.columns });
  });
}
