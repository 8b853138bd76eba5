import type { Tx } from "@belfry/store";

/** Gives what these digests gathered their fate. The messages are locked. */
export async function followDigests(tx: Tx, digestIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "notify-follow-digests",
    text: `
      update belfry.deliveries d
      set state = g.state, updated_at = belfry.now(),
          reason = case when g.state in ('accepted', 'delivered')
                        then 'It went out in the digest message ' || g.message_id || '.'
                        else 'It was gathered in the digest message ' || g.message_id || '.' || coalesce(' ' || g.reason, '')
                   end
      from belfry.deliveries g
      where d.digest_id = any($1::bigint[]) and g.message_id = d.digest_id and g.state not in ('queued', 'sending')
        and d.state in ('queued', 'failed', 'unknown') and d.state <> g.state`,
    values: [digestIds],
  });
}
