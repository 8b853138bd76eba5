import type { Actor } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import type { RecordRow, RecordTableRow } from "../sql/records/record-rows.ts";
import { selectRecordTables } from "../sql/records/select-record-tables.ts";
import type { RecordTableInput } from "../sql/records/upsert-record-table.ts";
import type { RecordInput, UpsertCounts } from "../sql/records/upsert-records.ts";
import { removeRecordTable, saveRecordTable } from "./change-record-table.ts";
import { removeRecords, writeRecords } from "./change-records.ts";
import { listRecords, recordsByKey, tableNamed, type RecordPageFilter } from "./read-records.ts";

/** What the engine answers about tables of records. */
export interface RecordPart {
  listRecordTables(): Promise<RecordTableRow[]>;
  /** Makes a table, or changes what is said of it. */
  saveRecordTable(table: RecordTableInput, options: { readonly by: Actor }): Promise<RecordTableRow>;
  /** Removes a table with all its records. @throws AppError RECORD_TABLE_NOT_FOUND */
  removeRecordTable(name: string, options: { readonly by: Actor }): Promise<void>;
  /** One page, in the order of the keys. @throws AppError RECORD_TABLE_NOT_FOUND */
  listRecords(table: string, page: RecordPageFilter): Promise<RecordRow[]>;
  /** Those with these keys, as far as there are some. @throws AppError RECORD_TABLE_NOT_FOUND */
  recordsByKey(table: string, keys: readonly string[]): Promise<RecordRow[]>;
  /** All of them or none. @throws AppError RECORD_TABLE_NOT_FOUND, RECORD_TABLE_FULL, INPUT_INVALID */
  writeRecords(
    table: string,
    records: readonly RecordInput[],
    options: { readonly by: Actor; readonly merge?: boolean },
  ): Promise<UpsertCounts>;
  /** Returns how many there were. @throws AppError RECORD_TABLE_NOT_FOUND */
  removeRecords(table: string, keys: readonly string[], options: { readonly by: Actor }): Promise<number>;
}

export function createRecordPart(core: EngineCore): RecordPart {
  const { store } = core;
  return {
    listRecordTables: () => selectRecordTables(store),
    async saveRecordTable(table, { by }) {
      await saveRecordTable(core, table, by);
      return tableNamed(store, table.name);
    },
    removeRecordTable: (name, { by }) => removeRecordTable(core, name, by),
    listRecords: (table, page) => listRecords(store, table, page),
    recordsByKey: (table, keys) => recordsByKey(store, table, keys),
    writeRecords: (table, records, options) => writeRecords(core, table, records, options),
    removeRecords: (table, keys, options) => removeRecords(core, table, keys, options),
  };
}
