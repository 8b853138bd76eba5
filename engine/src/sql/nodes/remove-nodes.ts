import type { Tx } from "@belfry/store";

/** Removes nodes, each only if it is still as it was seen, and returns those that this call removed. */
export async function removeNodes(
  tx: Tx,
  nodes: readonly { readonly id: number; readonly beat: number }[],
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "remove-nodes",
    text: `delete from belfry.nodes n using json_to_recordset($1::json) as d (id int, beat bigint)
           where n.id = d.id and n.beat = d.beat returning n.id`,
    values: [JSON.stringify(nodes)],
  });
  return rows.map((row) => row.id);
}
