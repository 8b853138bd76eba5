import type { LockedDatabase } from "./locked-database.ts";
import { quoteName, quoteText } from "./sql-text.ts";
import type { SourcePart, TableSource } from "./table-sources.ts";
import type { ColumnType } from "./transform-input.ts";

const duckdbTypes: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  decimal: "DECIMAL(38, 4)",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  json: "JSON",
};

/**
 * Makes a table of each source.
 *
 * Tables and not views over the files: reading JSON keeps a buffer of 32 MiB, and beside it nothing would be left for
 * the sorts and joins of the query. A table can be moved to disk, and its readers are closed before the query begins.
 */
export async function loadTables(database: LockedDatabase, sources: readonly TableSource[]): Promise<void> {
  for (const source of sources) {
    const columns = [...source.columns].map(([name, type]) => `${quoteName(name)} ${duckdbTypes[type]}`);
    await database.run(`CREATE TABLE ${quoteName(source.name)} (${columns.join(", ")})`);
    for (const part of source.parts) await loadPart(database, source, part);
  }
}

async function loadPart(database: LockedDatabase, source: TableSource, part: SourcePart): Promise<void> {
  const constants = Object.entries(part.set);
  const parameters = Object.fromEntries(constants.map(([, value], index) => [`constant${index}`, value]));
  const chosen = [...source.columns.keys()].map((name) => {
    const constant = constants.findIndex(([column]) => column === name);
    return constant === -1 ? quoteName(name) : `$constant${constant}`;
  });
  const types = [...source.columns].map(([name, type]) => `${quoteText(name)}: ${quoteText(duckdbTypes[type])}`);
  const file = `read_json(${quoteText(part.path)}, format = 'newline_delimited', columns = {${types.join(", ")}})`;
  await database.run(`INSERT INTO ${quoteName(source.name)} SELECT ${chosen.join(", ")} FROM ${file}`, parameters);
}
