import { AppError } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { RecordRow, RecordTableRow } from "../sql/records/record-rows.ts";
import { selectRecords } from "../sql/records/select-records.ts";
import { selectRecordsByKey } from "../sql/records/select-records-by-key.ts";
import { selectRecordTables } from "../sql/records/select-record-tables.ts";

export interface RecordFilter {
  /** Keys that begin so. @default all */
  readonly prefix?: string;
  /** Fields that have to be there with these values. @default all */
  readonly where?: Readonly<Record<string, unknown>>;
}

export interface RecordPageFilter extends RecordFilter {
  /** The last key of the page before. @default the first page */
  readonly after?: string;
  readonly limit: number;
}

const BATCH = 500;

/** @throws AppError RECORD_TABLE_NOT_FOUND */
export async function tableNamed(db: Queryable, name: string): Promise<RecordTableRow> {
  const [table] = await selectRecordTables(db, name);
  if (table === undefined) throw new AppError("RECORD_TABLE_NOT_FOUND", { table: name });
  return table;
}

/** One page of records, in the order of their keys. @throws AppError RECORD_TABLE_NOT_FOUND */
export async function listRecords(db: Queryable, table: string, page: RecordPageFilter): Promise<RecordRow[]> {
  const { id } = await tableNamed(db, table);
  const { after = "", prefix = "", where = {}, limit } = page;
  return selectRecords(db, { tableId: id, after, prefix, where, limit });
}

/** Records by their keys, as far as there are some. @throws AppError RECORD_TABLE_NOT_FOUND */
export async function recordsByKey(db: Queryable, table: string, keys: readonly string[]): Promise<RecordRow[]> {
  const { id } = await tableNamed(db, table);
  return selectRecordsByKey(db, id, keys);
}

/** All records, page after page: what changes while they are read may be missed or seen. */
export async function* readRecords(db: Queryable, table: string, filter: RecordFilter = {}): AsyncGenerator<RecordRow> {
  const { id } = await tableNamed(db, table);
  const { prefix = "", where = {} } = filter;
  for (let after = ""; ;) {
    const page = await selectRecords(db, { tableId: id, after, prefix, where, limit: BATCH });
    yield* page;
    if (page.length < BATCH) return;
    after = page.at(-1)?.key ?? "";
  }
}
