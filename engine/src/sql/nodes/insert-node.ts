import type { Queryable } from "@belfry/store";

export interface NewNode {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly string[];
  readonly version: string;
  readonly session: boolean;
}

/**
 * Makes the node visible to the others, and returns what time it is by the database's clock. Its lock must be held before,
 * or it would be taken for dead at once.
 */
export async function insertNode(db: Queryable, node: NewNode): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>({
    name: "insert-node",
    text: `insert into belfry.nodes (id, name, roles, version, session, started_at) overriding system value
           values ($1, $2, $3, $4, $5, belfry.now()) returning started_at as now`,
    values: [node.id, node.name, node.roles, node.version, node.session],
  });
  const now = rows[0]?.now;
  if (now === undefined) throw new Error("An insert returned no row.");
  return now;
}
