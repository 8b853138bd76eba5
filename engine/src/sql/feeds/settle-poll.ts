import type { Failure } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

export interface PollSettlement extends FeedLease {
  readonly cursor: unknown;
  /** How many events came. */
  readonly events: number;
  /** After how long it is asked again. */
  readonly nextInMs: number;
  /** What did not work, although there is something to keep. @default all worked */
  readonly failure?: Omit<Failure, "action">;
}

/**
 * Writes where a feed has got to that was asked, and gives it back until it is due again. False when somebody else holds
 * it now: nothing of the transaction may then stay.
 */
export async function settlePoll(db: Queryable, settlement: PollSettlement): Promise<boolean> {
  const { triggerId, node, epoch, cursor, events, nextInMs, failure } = settlement;
  const { count } = await db.query({
    name: "settle-poll",
    text: `
      update belfry.trigger_feeds
      set node = null,
        -- One that stays as it is is not written anew: it may be long.
        cursor = case when cursor is distinct from $4::jsonb then $4::jsonb else cursor end, due_at = belfry.now() + $6 * interval '1 millisecond',
        attempts = case when $7::jsonb is null then 0 else attempts + 1 end,
        since = case when (state = 'failing') = ($7::jsonb is not null) and state in ('failing', 'listening') then since
          else belfry.now() end,
        state = case when $7::jsonb is null then 'listening' else 'failing' end,
        last_error = coalesce($7, last_error), last_error_at = case when $7::jsonb is null then last_error_at else belfry.now() end,
        last_event_at = case when $5 > 0 then belfry.now() else last_event_at end
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [
      triggerId,
      node,
      epoch,
      JSON.stringify(cursor ?? null),
      events,
      nextInMs,
      failure === undefined ? null : JSON.stringify(failure),
    ],
  });
  return count === 1;
}
