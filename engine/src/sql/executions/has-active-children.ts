import type { Queryable } from "@belfry/store";

/** Whether any child has not ended. */
export async function hasActiveChildren(db: Queryable, parentId: number): Promise<boolean> {
  const { rows } = await db.query<{ active: boolean }>({
    name: "has-active-children",
    text: "select exists (select from belfry.execution_queue where parent_id = $1) as active",
    values: [parentId],
  });
  return rows[0]?.active === true;
}
