import type { Tx } from "@belfry/store";
import { recordTableColumns, type RecordTableRow } from "./record-rows.ts";

/** A table of records, locked until the transaction ends: two that change its rows would else wait for each other's. */
export async function lockRecordTable(tx: Tx, name: string): Promise<RecordTableRow | undefined> {
  const { rows } = await tx.query<RecordTableRow>({
    name: "lock-record-table",
    text: `select ${recordTableColumns} from belfry.record_tables where name = $1 for no key update`,
    values: [name],
  });
  return rows[0];
}
