import { AppError, type Actor } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { countRecordChange } from "../sql/records/count-record-change.ts";
import { deleteRecords } from "../sql/records/delete-records.ts";
import { lockRecordTable } from "../sql/records/lock-record-table.ts";
import type { RecordTableRow } from "../sql/records/record-rows.ts";
import { upsertRecords, type RecordInput, type UpsertCounts } from "../sql/records/upsert-records.ts";
import { checkedRecords } from "./check-records.ts";

export interface RecordDeps {
  readonly store: Store;
  readonly audit: Audit;
}

export interface WriteOptions {
  /** Keeps the fields that are not named. @default false */
  readonly merge?: boolean;
  /** Who changes them; an action of a rule is nobody, its run tells. */
  readonly by?: Actor;
}

/** So many keys stand in an entry of the audit log. */
const SHOWN_KEYS = 20;

/**
 * Writes records, all of them or none. Writing the same again changes nothing.
 * @throws AppError RECORD_TABLE_NOT_FOUND, RECORD_TABLE_FULL, INPUT_INVALID
 */
export async function writeRecords(
  { store, audit }: RecordDeps,
  table: string,
  records: readonly RecordInput[],
  { merge = false, by }: WriteOptions = {},
): Promise<UpsertCounts> {
  const given = checkedRecords(records, merge);
  return store.transaction(async (tx) => {
    const found = await requireTable(tx, table);
    const counts = await upsertRecords(tx, { tableId: found.id, records: given, merge });
    if (counts.inserted + counts.changed === 0) return counts;
    const rows = await countRecordChange(tx, found.id, counts.inserted);
    if (counts.inserted > 0 && rows > found.maxRows) {
      throw new AppError("RECORD_TABLE_FULL", { table, maxRows: found.maxRows });
    }
    if (by !== undefined)
      await note({ audit }, tx, { by, table, action: "records.write", keys: given.map(({ key }) => key), ...counts });
    return counts;
  });
}

/** Removes records. Returns how many there were. @throws AppError RECORD_TABLE_NOT_FOUND */
export async function removeRecords(
  { store, audit }: RecordDeps,
  table: string,
  keys: readonly string[],
  { by }: Pick<WriteOptions, "by"> = {},
): Promise<number> {
  return store.transaction(async (tx) => {
    const found = await requireTable(tx, table);
    const removed = await deleteRecords(tx, found.id, keys);
    if (removed === 0) return 0;
    await countRecordChange(tx, found.id, -removed);
    if (by !== undefined) await note({ audit }, tx, { by, table, action: "records.remove", keys, removed });
    return removed;
  });
}

/** @throws AppError RECORD_TABLE_NOT_FOUND */
export async function requireTable(tx: Tx, table: string): Promise<RecordTableRow> {
  const found = await lockRecordTable(tx, table);
  if (found === undefined) throw new AppError("RECORD_TABLE_NOT_FOUND", { table });
  return found;
}

/** The keys say which records; what stands in them is for those who may read the table. */
async function note(
  { audit }: Pick<RecordDeps, "audit">,
  tx: Tx,
  {
    by,
    table,
    action,
    keys,
    ...counts
  }: { by: Actor; table: string; action: string; keys: readonly string[] } & Record<string, unknown>,
): Promise<void> {
  const subject = { kind: "record-table", id: table };
  const after = {
    ...counts,
    // Under this name they are masked for whoever may not read personal data: a key is often a number of somebody.
    recordKeys: keys.slice(0, SHOWN_KEYS),
    ...(keys.length > SHOWN_KEYS && { andMore: keys.length - SHOWN_KEYS }),
  };
  await audit(tx, { by, action, subject, outcome: "done", after });
}
