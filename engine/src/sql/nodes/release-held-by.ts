import type { Tx } from "@belfry/store";

/**
 * Gives back what gone nodes held. The epoch grows, so that a late write of the old holder touches no row. Returns how
 * many executions were given back.
 */
export async function releaseHeldBy(tx: Tx, nodes: readonly number[]): Promise<number> {
  const { count } = await tx.query({
    name: "release-held-by",
    text: `
      update belfry.execution_queue q
      set node = null, epoch = epoch + 1, state = 'pending', run_at = (select belfry.now())
      where q.node = any($1::int[])`,
    values: [nodes],
  });
  return count;
}
