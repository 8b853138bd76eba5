import type { Tx } from "@belfry/store";

/** Cells that were put aside because their member lacked something are looked at again. */
export async function wakeParkedCells(tx: Tx, memberIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "wake-parked-cells",
    text: `
      update belfry.grid_cells c set run_at = belfry.now(), reason = null, updated_at = belfry.now()
      where c.member_id = any($1::int[]) and c.state = 'pending' and c.run_at = 'infinity' and c.reason = 'member-incomplete'`,
    values: [memberIds],
  });
}
