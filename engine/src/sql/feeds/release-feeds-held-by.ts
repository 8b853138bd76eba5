import type { Tx } from "@belfry/store";

/**
 * Gives back the feeds of gone nodes, and of nodes that nobody knows any more. The epoch grows, so that a late write of the
 * old holder touches no row.
 */
export async function releaseFeedsHeldBy(tx: Tx, nodes: readonly number[]): Promise<number> {
  const { count } = await tx.query({
    name: "release-feeds-held-by",
    text: `
      update belfry.trigger_feeds f set node = null, epoch = epoch + 1, due_at = (select belfry.now())
      where f.node is not null and (f.node = any ($1::int[]) or not exists (select from belfry.nodes n where n.id = f.node))`,
    values: [nodes],
  });
  return count;
}
