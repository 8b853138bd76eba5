/**
 * Records that are kept under something of a person (a number, an address) go as a whole: under a key that was erased
 * nobody would find them, and two of them would have the same one.
 */
import { findTexts, type Store, type TextPlace, type Tx } from "@belfry/store";
import { countRecordChange } from "../sql/records/count-record-change.ts";
import { deleteRecords } from "../sql/records/delete-records.ts";

export const recordKeys: TextPlace = { table: "records", about: ["table_id"], columns: { key: "text" } };

/** Few enough that their locks are held for a moment. */
const AT_ONCE = 1_000;

/** Returns how many records went. */
export async function eraseRecordsKeyedBy(store: Store, texts: readonly string[]): Promise<number> {
  let erased = 0;
  for (;;) {
    const found = await findTexts(store, recordKeys, texts, AT_ONCE);
    if (found.length === 0) return erased;
    const keysOf = Map.groupBy(found, ({ row }) => Number(row["table_id"]));
    for (const [table, records] of keysOf) {
      const keys = records.map(({ row }) => String(row["key"]));
      erased += await store.transaction((tx) => removeFrom(tx, table, keys));
    }
  }
}

async function removeFrom(tx: Tx, table: number, keys: readonly string[]): Promise<number> {
  // First, as everywhere: the table is locked before its records. Those who keep its rows in memory learn of it too.
  await countRecordChange(tx, table, 0);
  const removed = await deleteRecords(tx, table, keys);
  await countRecordChange(tx, table, -removed);
  return removed;
}

/** Tells those who keep the rows of tables in memory that some were changed. */
export async function noteErasedRecords(tx: Tx, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const tables = new Set(rows.map((row) => Number(row["table_id"])));
  for (const table of tables) await countRecordChange(tx, table, 0);
}
