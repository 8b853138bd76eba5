import type { Tx } from "@belfry/store";

/** Lets a node take work again. False when there is no such node, or its process is stopping. */
export async function resumeNode(tx: Tx, node: number): Promise<boolean> {
  const { count } = await tx.query({
    name: "resume-node",
    text: `update belfry.nodes set draining = false, drain_by = null, drain_at = null, drain_until = null
           where id = $1 and not leaving`,
    values: [node],
  });
  return count > 0;
}
