import type { Tx } from "@belfry/store";

/**
 * Puts deliveries that are held into a digest, whose message is locked, and lets go of them. Returns those that are in it
 * now: none when it has been taken to be sent meanwhile.
 */
export async function joinDigest(
  tx: Tx,
  digestId: number,
  { deliveryIds, reason }: { readonly deliveryIds: readonly number[]; readonly reason: string },
): Promise<ReadonlySet<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-join-digest",
    text: `
      update belfry.deliveries d
      set state = 'queued', run_at = 'infinity', node = null, waits_for = null, digest_id = $1, reason = $3,
          updated_at = belfry.now()
      where d.id = any($2::bigint[]) and d.state = 'sending'
        and exists (select from belfry.deliveries g where g.message_id = $1 and g.state = 'queued' and g.attempts = 0)
      returning d.id`,
    values: [digestId, deliveryIds, reason],
  });
  return new Set(rows.map(({ id }) => id));
}
