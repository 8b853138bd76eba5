import type { Tx } from "@belfry/store";

/** Notes that the rows of a table changed, and how many there are more. Returns how many there are now. */
export async function countRecordChange(tx: Tx, tableId: number, more: number): Promise<number> {
  const { rows } = await tx.query<{ rows: number }>({
    name: "count-record-change",
    text: `
      update belfry.record_tables set rows = rows + $2, revision = revision + 1, updated_at = belfry.now()
      where id = $1 returning rows`,
    values: [tableId, more],
  });
  return rows[0]?.rows ?? 0;
}
