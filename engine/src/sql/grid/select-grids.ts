import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { GridRow } from "./grid-rows.ts";

/** All grids that somebody with this scope may see, or the one with a name. */
export async function selectGrids(
  db: Queryable,
  { slug = null, scope = null }: { readonly slug?: string | null; readonly scope?: Scope | null } = {},
): Promise<GridRow[]> {
  const { rows } = await db.query<GridRow>({
    name: "select-grids",
    text: `
      select g.id, g.slug, g.labels, g.definition, md5(g.definition::text) as revision,
        (select count(*)::int from belfry.grid_members m where m.grid_id = g.id and m.removed_at is null) as members,
        g.created_at as "createdAt", g.updated_at as "updatedAt", g.updated_by as "updatedBy"
      from belfry.grids g
      where g.removed_at is null and ($1::text is null or g.slug = $1) and belfry.labels_in_scope(g.labels, $2)
      order by g.slug`,
    values: [slug, scope],
  });
  return rows;
}
