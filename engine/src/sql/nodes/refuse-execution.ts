import type { Queryable } from "@belfry/store";

/**
 * Gives an execution back that this build cannot run, for nodes of other builds only. False when there is none that has
 * not refused it as well, and when it is no longer held.
 */
export async function refuseExecution(
  db: Queryable,
  held: { readonly id: number; readonly epoch: number; readonly build: string },
): Promise<boolean> {
  const { count } = await db.query({
    name: "refuse-execution",
    text: `
      update belfry.execution_queue q
      set node = null, state = 'pending', run_at = (select belfry.now()), turn_at = 'infinity',
        refused_by = array_append(coalesce(q.refused_by, '{}'), $3::text)
      where q.id = $1 and q.epoch = $2 and q.node is not null
        and exists (
          select from belfry.nodes n
          where 'worker' = any (n.roles) and not n.leaving
            and (n.build is null or n.build <> $3 and n.build <> all (coalesce(q.refused_by, '{}'))))`,
    values: [held.id, held.epoch, held.build],
  });
  return count > 0;
}
