import type { Tx } from "@belfry/store";

/** Removes the feed of a trigger that ended, and gives back where it had got to. Null when it had none. */
export async function deleteFeed(tx: Tx, triggerId: number): Promise<unknown> {
  const { rows } = await tx.query<{ cursor: unknown }>({
    name: "delete-feed",
    text: "delete from belfry.trigger_feeds where trigger_id = $1 returning cursor",
    values: [triggerId],
  });
  return rows[0]?.cursor ?? null;
}
