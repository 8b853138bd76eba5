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

/** A pace beyond that is not told apart from this one: nobody waits for a forecast. */
const MOST_ATTEMPTS = 50_000;

/** What was sent in the last minutes, by account. */
export async function readPaces(db: Queryable, minutes: number): Promise<Pace[]> {
  const { rows } = await db.query<Pace>({
    name: "notify-read-paces",
    // Looked up one by one: a join of a share that the planner can only guess reads all messages there are.
    text: `
      with recent as materialized (
        select delivery_id, account from belfry.delivery_attempts
        where started_at > belfry.now() - $1::int * interval '1 minute' limit ${MOST_ATTEMPTS}),
      sent as materialized (
        select account, (select message_id from belfry.deliveries where id = recent.delivery_id) as message_id from recent),
      told as materialized (
        select account, message_id, (select channel from belfry.messages where id = sent.message_id) as channel from sent)
      select channel, account, count(*) as attempts, count(distinct message_id) as messages
      from told where channel is not null
      group by channel, account`,
    values: [minutes],
  });
  return rows;
}
