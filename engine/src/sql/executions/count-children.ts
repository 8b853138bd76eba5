import type { Queryable } from "@belfry/store";

/** How many items of its list an execution has started, and how many of them ended without success. */
export async function countChildren(db: Queryable, parentId: number): Promise<{ total: number; failed: number }> {
  const { rows } = await db.query<{ total: number; failed: number }>({
    name: "count-children",
    text: `
      select count(*)::int as total, count(*) filter (where state in ('failed', 'cancelled'))::int as failed
      from belfry.executions where parent_id = $1 and item_index is not null`,
    values: [parentId],
  });
  return rows[0] ?? { total: 0, failed: 0 };
}
