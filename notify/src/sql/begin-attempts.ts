import type { Tx } from "@belfry/store";

/** The intent to send one envelope. All of its recipients or none. */
export interface Intent {
  readonly node: number;
  readonly account: string;
  readonly deliveries: readonly { readonly id: number; readonly epoch: number; readonly attempt: number }[];
  /** When its account took it upon itself. */
  readonly at: Date;
}

/**
 * Writes what is about to be sent. Returns the places of the intents that are refused because another node holds one of
 * their deliveries now; nothing of those is written. Repeating it changes nothing.
 */
export async function beginAttempts(tx: Tx, intents: readonly Intent[]): Promise<Set<number>> {
  const flat = intents.flatMap((intent, place) =>
    intent.deliveries.map((delivery) => ({ ...intent, ...delivery, place })),
  );
  const { rows } = await tx.query<{ place: number }>({
    name: "notify-begin-attempts",
    text: `
      with wanted as (
        select * from unnest($1::int[], $2::bigint[], $3::int[], $4::smallint[], $5::int[], $6::text[], $7::timestamptz[])
          as w (place, delivery_id, epoch, attempt, node, account, begun_at)),
      held as materialized (
        select w.*
        from wanted w
        join belfry.deliveries d
          on d.id = w.delivery_id and d.epoch = w.epoch and d.node = w.node and d.state = 'sending'
        order by d.id
        for update of d),
      refused as (
        select w.place from wanted w left join held h using (place, delivery_id)
        group by w.place having count(h.delivery_id) < count(*)),
      begun as (
        update belfry.deliveries d set attempts = h.attempt, updated_at = belfry.now()
        from held h
        where d.id = h.delivery_id and h.place not in (select place from refused)),
      written as (
        insert into belfry.delivery_attempts (delivery_id, attempt, account, node, started_at)
        select delivery_id, attempt, account, node, begun_at from held
        where place not in (select place from refused)
        on conflict (delivery_id, attempt) do nothing)
      select place from refused`,
    values: [
      flat.map(({ place }) => place),
      flat.map(({ id }) => id),
      flat.map(({ epoch }) => epoch),
      flat.map(({ attempt }) => attempt),
      flat.map(({ node }) => node),
      flat.map(({ account }) => account),
      flat.map(({ at }) => at),
    ],
  });
  return new Set(rows.map(({ place }) => place));
}
