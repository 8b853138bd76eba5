import type { Tx } from "@belfry/store";

/** Writes down how far a part has come, in the transaction that wrote its cells. */
export async function settleBackfillPart(
  tx: Tx,
  backfillId: number,
  part: { readonly n: number; readonly written: number; readonly after: number; readonly done: boolean },
): Promise<void> {
  await tx.query({
    name: "settle-backfill-part",
    text: `
      update belfry.grid_backfill_parts set written = written + $3, after = $4, done = $5
      where backfill_id = $1 and n = $2`,
    values: [backfillId, part.n, part.written, part.after, part.done],
  });
}
