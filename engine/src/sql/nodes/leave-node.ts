import type { Queryable } from "@belfry/store";

/** Shows that the process of a node stops. */
export async function leaveNode(db: Queryable, node: number): Promise<void> {
  await db.query({
    name: "leave-node",
    text: "update belfry.nodes set leaving = true where id = $1",
    values: [node],
  });
}
