import type { Tx } from "@belfry/store";

/** Marks a node as one that takes nothing new. False when there is no such node, or its process is stopping. */
export async function drainNode(
  tx: Tx,
  { node, by, graceMs }: { readonly node: number; readonly by: string; readonly graceMs: number },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "drain-node",
    text: `
      update belfry.nodes
      set draining = true, drain_by = $2, drain_at = coalesce(drain_at, (select belfry.now())),
        drain_until = (select belfry.now()) + $3::float8 * interval '1 millisecond'
      where id = $1 and not leaving`,
    values: [node, by, graceMs],
  });
  return count > 0;
}
