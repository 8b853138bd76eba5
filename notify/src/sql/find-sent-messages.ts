import type { DeliveryState } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface SentRow {
  readonly key: string;
  readonly id: number;
  readonly held: boolean;
  readonly deliveries: readonly {
    readonly recipient: string;
    readonly state: DeliveryState;
    readonly reason?: string;
  }[];
}

/** Messages by their keys, with what became of their recipients so far. */
export async function findSentMessages(db: Queryable, keys: readonly string[]): Promise<SentRow[]> {
  const { rows } = await db.query<SentRow>({
    name: "notify-find-sent-messages",
    text: `
      select m.idempotency_key as key, m.id, coalesce(m.hold = 'waiting', false) as held,
             (select json_agg(json_strip_nulls(json_build_object('recipient', d.recipient, 'state', d.state, 'reason', d.reason))
                order by d.id)
              from belfry.deliveries d where d.message_id = m.id) as deliveries
      from belfry.messages m
      where m.idempotency_key = any($1::text[])`,
    values: [keys],
  });
  return rows;
}
