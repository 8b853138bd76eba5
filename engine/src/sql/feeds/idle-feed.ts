import type { Tx } from "@belfry/store";

/** Takes the feed of a trigger from whoever holds it: its rule was disabled. Where it has got to stays. */
export async function idleFeed(tx: Tx, triggerId: number): Promise<void> {
  await tx.query({
    name: "idle-feed",
    text: `
      update belfry.trigger_feeds
      set state = 'idle', since = belfry.now(), node = null, epoch = epoch + 1, due_at = 'infinity', attempts = 0
      where trigger_id = $1 and state <> 'idle'`,
    values: [triggerId],
  });
}
