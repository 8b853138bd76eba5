import type { Tx } from "@belfry/store";

/**
 * Gives back what nodes hold that are no longer there, and returns the nodes and how many executions they held. The epoch
 * grows, so that a late write of an old holder touches no row.
 */
export async function releaseUnheld(tx: Tx): Promise<{ nodes: number[]; executions: number }> {
  const { rows } = await tx.query<{ node: number; n: number }>({
    name: "release-unheld",
    text: `
      with held as (
        select id, node from belfry.execution_queue q
        where node is not null and not exists (select from belfry.nodes n where n.id = q.node)
        order by id
        for no key update
      ), released as (
        update belfry.execution_queue q
        set node = null, epoch = q.epoch + 1, state = 'pending', run_at = (select belfry.now())
        from held where q.id = held.id
      )
      select node, count(*)::int as n from held group by node`,
  });
  return { nodes: rows.map((row) => row.node), executions: rows.reduce((total, row) => total + row.n, 0) };
}
