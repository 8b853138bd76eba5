import type { Tx } from "@belfry/store";
import type { GoneNode } from "./release-held-by.ts";

/**
 * Removes nodes, each only if it is still as it was seen, and returns those that this call removed. One that appeared
 * before the database was started last has lost its lock by that: its process may well live.
 */
export async function removeNodes(
  tx: Tx,
  nodes: readonly { readonly id: number; readonly beat: number }[],
): Promise<GoneNode[]> {
  const { rows } = await tx.query<GoneNode>({
    name: "remove-nodes",
    text: `delete from belfry.nodes n using json_to_recordset($1::json) as d (id int, beat bigint)
           where n.id = d.id and n.beat = d.beat
           returning n.id, n.name || ' (' || n.id || ')' as label,
             coalesce(n.database_started, pg_postmaster_start_time()) = pg_postmaster_start_time() as died`,
    values: [JSON.stringify(nodes)],
  });
  return rows;
}
