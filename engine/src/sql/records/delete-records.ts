import type { Tx } from "@belfry/store";

/** Removes records by their keys. Returns how many there were. */
export async function deleteRecords(tx: Tx, tableId: number, keys: readonly string[]): Promise<number> {
  const { count } = await tx.query({
    name: "delete-records",
    text: "delete from belfry.records where table_id = $1 and key = any($2::text[])",
    values: [tableId, keys],
  });
  return count;
}
