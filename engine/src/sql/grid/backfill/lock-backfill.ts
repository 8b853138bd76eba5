import type { Tx } from "@belfry/store";

export type BackfillState = "running" | "paused" | "cancelled" | "done";

/** The state of a backfill of a grid that nobody else changes until the end of the transaction. */
export async function lockBackfill(tx: Tx, gridId: number, id: number): Promise<BackfillState | undefined> {
  const { rows } = await tx.query<{ state: BackfillState }>({
    name: "lock-backfill",
    text: "select state from belfry.grid_backfills where grid_id = $1 and id = $2 for update",
    values: [gridId, id],
  });
  return rows[0]?.state;
}
