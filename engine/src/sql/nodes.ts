import type { Queryable, Tx } from "@belfry/store";

/** "BELN": the class of the session locks by which nodes show that they live. The object is the id of the node. */
export const NODE_LOCK_CLASS = 0x42454c4e;

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

export interface NewNode {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly string[];
  readonly version: string;
  readonly session: boolean;
}

/** Makes the node visible to the others. Its lock must be held before, or it would be taken for dead at once. */
export async function insertNode(db: Queryable, node: NewNode): Promise<void> {
  await db.query({
    name: "insert-node",
    text: `insert into belfry.nodes (id, name, roles, version, session, started_at) overriding system value
           values ($1, $2, $3, $4, $5, belfry.now())`,
    values: [node.id, node.name, node.roles, node.version, node.session],
  });
}

/** Removes nodes, each only if it is still as it was seen, and returns those that this call removed. */
export async function removeNodes(tx: Tx, nodes: readonly { readonly id: number; readonly beat: number }[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "remove-nodes",
    text: `delete from belfry.nodes n using json_to_recordset($1::json) as d (id int, beat bigint)
           where n.id = d.id and n.beat = d.beat returning n.id`,
    values: [JSON.stringify(nodes)],
  });
  return rows.map((row) => row.id);
}

/**
 * Gives back what gone nodes held, including nodes whose row is no longer there. The epoch grows, so that a late write of
 * the old holder touches no row. Returns how many executions were given back.
 */
export async function releaseHeldBy(tx: Tx, nodes: readonly number[]): Promise<number> {
  const { count } = await tx.query({
    name: "release-held-by",
    text: `
      update belfry.execution_queue q
      set node = null, epoch = epoch + 1, state = 'pending', run_at = (select belfry.now())
      where q.node = any($1::int[])`,
    values: [nodes],
  });
  return count;
}
