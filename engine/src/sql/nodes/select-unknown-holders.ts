import type { Tx } from "@belfry/store";

/**
 * The nodes that hold executions and have no row any more. They are found by hopping from one holder to the next in their
 * index: there are few, and the queue may be long.
 */
export async function selectUnknownHolders(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query<{ node: number }>({
    name: "select-unknown-holders",
    text: `
      with recursive holders (node) as (
        (select node from belfry.execution_queue where node is not null order by node limit 1)
        union all
        select (select q.node from belfry.execution_queue q where q.node > h.node order by q.node limit 1)
        from holders h where h.node is not null
      )
      select node from holders h
      where node is not null and not exists (select from belfry.nodes n where n.id = h.node)`,
  });
  return rows.map((row) => row.node);
}
