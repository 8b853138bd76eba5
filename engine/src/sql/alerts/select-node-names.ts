import type { Tx } from "@belfry/store";

/** The names of the nodes that take part. */
export async function selectNodeNames(tx: Tx): Promise<Set<string>> {
  const { rows } = await tx.query<{ name: string }>({
    name: "select-node-names",
    text: "select distinct name from belfry.nodes",
  });
  return new Set(rows.map(({ name }) => name));
}
