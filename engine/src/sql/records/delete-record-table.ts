import type { Tx } from "@belfry/store";

/** Removes a table with all its records. */
export async function deleteRecordTable(tx: Tx, id: number): Promise<void> {
  await tx.query({
    name: "delete-record-table",
    text: "delete from belfry.record_tables where id = $1",
    values: [id],
  });
}
