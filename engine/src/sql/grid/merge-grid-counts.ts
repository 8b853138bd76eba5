import type { Queryable } from "@belfry/store";

/** Adds up what sessions counted by themselves. Returns how many rows it merged. */
export async function mergeGridCounts(db: Queryable, limit: number): Promise<number> {
  const { rows } = await db.query<{ merged: number }>({
    name: "merge-grid-counts",
    text: "select belfry.merge_grid_counts($1) as merged",
    values: [limit],
  });
  return rows[0]?.merged ?? 0;
}
