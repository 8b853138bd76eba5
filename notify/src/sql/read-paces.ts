import type { Queryable } from "@belfry/store";

/** How much an account has sent lately. */
export interface Pace {
  readonly channel: string;
  readonly account: string;
  /** Sends to one recipient each. */
  readonly attempts: number;
  /** Messages of which something was sent. */
  readonly messages: number;
}

/** What was sent in the last minutes, by account. */
export async function readPaces(db: Queryable, minutes: number): Promise<Pace[]> {
  const { rows } = await db.query<Pace>({
    name: "notify-read-paces",
    text: `
      select m.channel, a.account, count(*) as attempts, count(distinct d.message_id) as messages
      from belfry.delivery_attempts a
      join belfry.deliveries d on d.id = a.delivery_id
      join belfry.messages m on m.id = d.message_id
      where a.started_at > belfry.now() - $1::int * interval '1 minute'
      group by m.channel, a.account`,
    values: [minutes],
  });
  return rows;
}
