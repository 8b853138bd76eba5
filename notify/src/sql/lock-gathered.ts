import type { Tx } from "@belfry/store";

/** Locks the messages whose fate is that of these digests and is to be written, in the order of their ids. Returns them. */
export async function lockGathered(tx: Tx, digestIds: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-lock-gathered",
    text: `
      select id from belfry.messages
      where id in (
        select d.message_id
        from belfry.deliveries d join belfry.deliveries g on g.message_id = d.digest_id
        where d.digest_id = any($1::bigint[]) and g.state not in ('queued', 'sending')
          and d.state in ('queued', 'failed', 'unknown') and d.state <> g.state)
      order by id
      for no key update`,
    values: [digestIds],
  });
  return rows.map(({ id }) => id);
}
