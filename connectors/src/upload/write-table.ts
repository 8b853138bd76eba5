import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as turn } from "node:timers/promises";
import type { UploadTable } from "./upload-table.ts";

/** So many rows are in memory at once. */
const GROUP_ROWS = 10_000;

export const mediaTypes = {
  parquet: "application/vnd.apache.parquet",
  json: "application/json",
} as const;
export type TableFormat = keyof typeof mediaTypes;

/** Writes a table into a file; every column is a text. */
export function writeTable(table: UploadTable, path: string, format: TableFormat): Promise<void> {
  return format === "parquet" ? writeParquet(table, path) : writeJson(table, path);
}

async function writeParquet(table: UploadTable, path: string): Promise<void> {
  // Read when the first rule needs it: most installations have no data lake.
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import("hyparquet-writer");
  const columnsOf = (rows: readonly (readonly string[])[]) =>
    table.columns.map((name, at) => ({
      name,
      data: rows.map((row) => row[at] ?? ""),
      type: "STRING" as const,
      nullable: false,
    }));
  const file = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: columnsOf([]) }),
    createdBy: "belfry",
  });
  let group: (readonly string[])[] = [];
  const flush = async (): Promise<void> => {
    if (group.length === 0) return;
    await file.write({ columnData: columnsOf(group), rowGroupSize: GROUP_ROWS });
    group = [];
    // Packing computes; what else the process does gets its turn.
    await turn();
  };
  for await (const row of table.read()) {
    group.push(row);
    if (group.length === GROUP_ROWS) await flush();
  }
  await flush();
  await file.finish();
}

async function writeJson(table: UploadTable, path: string): Promise<void> {
  await pipeline(Readable.from(jsonLines(table)), createWriteStream(path));
}

/** A list with one record a line. */
async function* jsonLines({ columns, read }: UploadTable): AsyncGenerator<string> {
  yield "[";
  let isFirst = true;
  for await (const row of read()) {
    const record = Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ""]));
    yield `${isFirst ? "" : ","}\n${JSON.stringify(record)}`;
    isFirst = false;
  }
  yield "\n]\n";
}
