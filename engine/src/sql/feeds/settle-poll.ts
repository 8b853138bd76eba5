import type { Queryable } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

export interface PollSettlement extends FeedLease {
  readonly cursor: unknown;
  /** How many events came. */
  readonly events: number;
  /** After how long it is asked again. */
  readonly nextInMs: number;
}

/**
 * Writes where a feed has got to that was asked, and gives it back until it is due again. False when somebody else holds
 * it now: nothing of the transaction may then stay.
 */
export async function settlePoll(db: Queryable, settlement: PollSettlement): Promise<boolean> {
  const { triggerId, node, epoch, cursor, events, nextInMs } = settlement;
  const { count } = await db.query({
    name: "settle-poll",
    text: `
      update belfry.trigger_feeds
      set node = null, cursor = $4, due_at = belfry.now() + $6 * interval '1 millisecond', attempts = 0,
        since = case when state = 'listening' then since else belfry.now() end, state = 'listening',
        last_event_at = case when $5 > 0 then belfry.now() else last_event_at end
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [triggerId, node, epoch, JSON.stringify(cursor ?? null), events, nextInMs],
  });
  return count === 1;
}
