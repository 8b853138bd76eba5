import type { Queryable } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

/** Says why a feed takes nothing, or that it takes again. False when somebody else holds it now. */
export async function setFeedPaused(
  db: Queryable,
  { triggerId, node, epoch }: FeedLease,
  reason: string | undefined,
): Promise<boolean> {
  const { count } = await db.query({
    name: "set-feed-paused",
    text: `
      update belfry.trigger_feeds
      set paused_since = case when $4::text is null then null else belfry.now() end, paused_reason = $4
      where trigger_id = $1 and node = $2 and epoch = $3`,
    values: [triggerId, node, epoch, reason ?? null],
  });
  return count === 1;
}
