import type { Tx } from "@belfry/store";

/** Nodes that hold deliveries and are not registered any more. */
export async function findLostNodes(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query<{ node: number }>({
    name: "notify-find-lost-nodes",
    text: `
      select distinct d.node from belfry.deliveries d
      where d.state = 'sending' and not exists (select 1 from belfry.nodes n where n.id = d.node)`,
  });
  return rows.map(({ node }) => node);
}
