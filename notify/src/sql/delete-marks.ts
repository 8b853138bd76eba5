import type { Tx } from "@belfry/store";

/** Forgets marks that were added. */
export async function deleteMarks(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: "notify-delete-marks",
    text: `delete from belfry.delivery_marks where id = any($1)`,
    values: [ids],
  });
}
