import type { Tx } from "@belfry/store";

/**
 * The gates of labels at which those hold places who wait for an execution that is being started, by whom it is started for:
 * its caller, and the callers of that.
 */
export async function selectInheritedGates(tx: Tx, waiting: readonly number[]): Promise<Map<number, Set<string>>> {
  const { rows } = await tx.query<{ root: number; gates: string[] }>({
    name: "select-inherited-gates",
    text: `
      with recursive chain as (
        select id as root, id, parent_id from belfry.execution_queue where id = any($1::bigint[])
        union all
        select c.root, q.id, q.parent_id from chain c join belfry.execution_queue q on q.id = c.parent_id
      )
      select c.root, array_agg(p.gate) as gates
      from chain c join belfry.gate_places p on p.execution_id = c.id
      where p.state = 'holds' and p.gate like 'label:%'
      group by c.root`,
    values: [waiting],
  });
  return new Map(rows.map(({ root, gates }) => [root, new Set(gates)]));
}
