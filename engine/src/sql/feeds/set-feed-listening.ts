import type { Queryable } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

/** Says that a feed listens. False when somebody else holds it now. */
export async function setFeedListening(db: Queryable, { triggerId, node, epoch }: FeedLease): Promise<boolean> {
  const { count } = await db.query({
    name: "set-feed-listening",
    text: `
      update belfry.trigger_feeds set state = 'listening', since = belfry.now()
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [triggerId, node, epoch],
  });
  return count === 1;
}
