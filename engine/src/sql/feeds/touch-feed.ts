import type { Tx } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

export interface FeedTouch {
  /** How far it has got. @default as far as before */
  readonly cursor?: unknown;
  /** How many events came. */
  readonly events: number;
}

/**
 * Notes that events came through a feed that listens, and how far it has got. False when somebody else holds it now: nothing of the transaction
 * may then stay.
 */
export async function touchFeed(
  tx: Tx,
  { triggerId, node, epoch }: FeedLease,
  { cursor, events }: FeedTouch,
): Promise<boolean> {
  const { count } = await tx.query({
    name: "touch-feed",
    text: `
      update belfry.trigger_feeds
      set attempts = 0, cursor = coalesce($4::jsonb, cursor), last_event_at = case when $5::int > 0 then belfry.now() else last_event_at end
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [triggerId, node, epoch, cursor === undefined ? null : JSON.stringify(cursor), events],
  });
  return count === 1;
}
