import type { Queryable } from "@belfry/store";

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
