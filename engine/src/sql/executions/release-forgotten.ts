import type { Queryable } from "@belfry/store";

/**
 * Gives back what a node holds and does not run: the answer to a claim was lost on its way, so it never learned what it
 * got. Returns how many executions were given back.
 */
export async function releaseForgotten(db: Queryable, node: number, running: readonly number[]): Promise<number> {
  const { count } = await db.query({
    name: "release-forgotten",
    text: `
      update belfry.execution_queue
      set node = null, epoch = epoch + 1, state = 'pending', run_at = (select belfry.now())
      where node = $1 and id <> all($2::bigint[])`,
    values: [node, running],
  });
  return count;
}
