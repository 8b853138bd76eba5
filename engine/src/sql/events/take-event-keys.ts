import type { Tx } from "@belfry/store";

export interface TakenEvent {
  readonly id: number;
  /** False: the same event was accepted before, under this id. */
  readonly fresh: boolean;
}

/**
 * Gives each event an id, by the hash of its source and id: the one it was accepted under before, or a new one. A second
 * transaction with the same key waits here until the first has ended. Answers in the order of the hashes.
 */
export async function takeEventKeys(tx: Tx, hashes: readonly Buffer[], hours: number): Promise<TakenEvent[]> {
  const { rows } = await tx.query<TakenEvent>({
    name: "take-event-keys",
    // In the order of the keys: two batches that share some would else lock each other out.
    text: `
      with wanted as materialized (
        select place::int, decode(hash, 'hex') as key_hash, nextval('belfry.events_id_seq') as id
        from unnest($1::text[]) with ordinality as w (hash, place)
      ), first as (
        select distinct on (key_hash) key_hash, id from wanted order by key_hash, place
      ), taken as (
        insert into belfry.event_keys as k (key_hash, event_id, expires_at)
        select key_hash, id, belfry.now() + $2 * interval '1 hour' from first order by key_hash
        on conflict (key_hash) do update set
          event_id = case when k.expires_at <= belfry.now() then excluded.event_id else k.event_id end,
          expires_at = case when k.expires_at <= belfry.now() then excluded.expires_at else k.expires_at end
        returning key_hash, event_id
      )
      select t.event_id as id, t.event_id = w.id as fresh from wanted w join taken t using (key_hash) order by w.place`,
    values: [hashes.map((hash) => hash.toString("hex")), hours],
  });
  return rows;
}
