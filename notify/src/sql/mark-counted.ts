import type { Tx } from "@belfry/store";

/** Counts deliveries against the caps of their recipients, from now on; each as so many pieces. */
export async function markCounted(
  tx: Tx,
  deliveries: readonly { readonly id: number; readonly pieces: number }[],
): Promise<void> {
  await tx.query({
    name: "notify-mark-counted",
    text: `
      update belfry.deliveries d
      set counted_at = belfry.now(), counted_pieces = c.pieces
      from unnest($1::bigint[], $2::smallint[]) as c (id, pieces)
      where d.id = c.id`,
    values: [deliveries.map(({ id }) => id), deliveries.map(({ pieces }) => pieces)],
  });
}
