import type { Tx } from "@belfry/store";

export interface HeldPlace {
  readonly place: number;
  /** Whether it is still on its way; if not, what is asked for has happened before. */
  readonly isOpen: boolean;
}

/** Those of the deliveries that are held under these epochs. */
export async function findGatherable(
  tx: Tx,
  deliveries: readonly { readonly deliveryId: number; readonly epoch: number }[],
): Promise<HeldPlace[]> {
  const { rows } = await tx.query<HeldPlace>({
    name: "notify-find-gatherable",
    text: `
      select w.place, d.state = 'sending' as "isOpen"
      from unnest($1::int[], $2::bigint[], $3::int[]) as w (place, delivery_id, epoch)
      join belfry.deliveries d on d.id = w.delivery_id and d.epoch = w.epoch`,
    values: [
      deliveries.map((_, place) => place),
      deliveries.map(({ deliveryId }) => deliveryId),
      deliveries.map(({ epoch }) => epoch),
    ],
  });
  return rows;
}
