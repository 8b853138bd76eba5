import type { Queryable } from "@belfry/store";

/** The node as others see it now; none when it was removed. */
export async function selectBeat(db: Queryable, node: number): Promise<{ id: number; beat: number } | undefined> {
  const { rows } = await db.query<{ id: number; beat: number }>({
    name: "select-beat",
    text: "select id, beat from belfry.nodes where id = $1",
    values: [node],
  });
  return rows[0];
}
