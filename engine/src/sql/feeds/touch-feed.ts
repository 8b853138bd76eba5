import type { Tx } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

/**
 * Notes that events came through a feed that listens. False when somebody else holds it now: nothing of the transaction
 * may then stay.
 */
export async function touchFeed(tx: Tx, { triggerId, node, epoch }: FeedLease): Promise<boolean> {
  const { count } = await tx.query({
    name: "touch-feed",
    text: `
      update belfry.trigger_feeds set last_event_at = belfry.now(), attempts = 0
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [triggerId, node, epoch],
  });
  return count === 1;
}
