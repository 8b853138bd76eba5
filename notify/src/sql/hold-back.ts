import type { Tx } from "@belfry/store";

/** A delivery that was claimed and is not sent now. */
export interface HeldBack {
  readonly deliveryId: number;
  readonly state: "queued" | "suppressed" | "expired" | "cancelled";
  readonly reason: string;
  /** With `queued`: when it is looked at again. */
  readonly runAt: Date | undefined;
}

/** Lets go of deliveries that this transaction has claimed. */
export async function holdBack(tx: Tx, held: readonly HeldBack[]): Promise<void> {
  await tx.query({
    name: "notify-hold-back",
    text: `
      update belfry.deliveries d
      set state = h.state, reason = h.reason, run_at = coalesce(h.run_at, d.run_at), node = null, updated_at = belfry.now()
      from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) as h (id, state, reason, run_at)
      where d.id = h.id and d.state = 'sending'`,
    values: [
      held.map(({ deliveryId }) => deliveryId),
      held.map(({ state }) => state),
      held.map(({ reason }) => reason),
      held.map(({ runAt }) => runAt ?? null),
    ],
  });
}
