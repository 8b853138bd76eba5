import type { Queryable } from "@belfry/store";

/** Takes an id for a node that is about to lock it and then to appear. */
export async function nextNodeId(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    name: "next-node-id",
    text: "select nextval('belfry.nodes_id_seq')::int as id",
  });
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("A sequence gave no value.");
  return id;
}
