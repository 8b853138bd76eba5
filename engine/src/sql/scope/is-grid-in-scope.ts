import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such a grid and somebody with this scope may see it. */
export async function isGridInScope(db: Queryable, slug: string, scope: Scope | null): Promise<boolean> {
  const { count } = await db.query({
    name: "is-grid-in-scope",
    text: "select id from belfry.grids where slug = $1 and removed_at is null and belfry.grid_in_scope(id, $2)",
    values: [slug, scope],
  });
  return count > 0;
}
