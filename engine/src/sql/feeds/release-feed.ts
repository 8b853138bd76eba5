import type { Queryable } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

/** Gives a feed back that may be taken again at once. Where it has got to is as it was last written. */
export async function releaseFeed(db: Queryable, { triggerId, node, epoch }: FeedLease): Promise<void> {
  await db.query({
    name: "release-feed",
    text: `
      update belfry.trigger_feeds set node = null, due_at = belfry.now()
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [triggerId, node, epoch],
  });
}
