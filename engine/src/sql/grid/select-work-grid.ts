import type { Grid } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** A grid as far as its cells are worked on. */
export interface WorkGrid {
  readonly id: number;
  readonly slug: string;
  readonly definition: Grid;
  /** The numbers of its task types by their names. */
  readonly types: Readonly<Record<string, number>>;
}

/** The grid with a name or a number; nothing when there is none, or it was removed. */
export async function selectWorkGrid(
  db: Queryable,
  wanted: { readonly slug: string } | { readonly id: number },
): Promise<WorkGrid | undefined> {
  const { rows } = await db.query<WorkGrid>({
    name: "select-work-grid",
    text: `
      select g.id, g.slug, g.definition,
        (select coalesce(jsonb_object_agg(t.key, t.id), '{}') from belfry.grid_task_types t where t.grid_id = g.id) as types
      from belfry.grids g
      where g.removed_at is null and (g.slug = $1 or g.id = $2)`,
    values: ["slug" in wanted ? wanted.slug : null, "id" in wanted ? wanted.id : null],
  });
  return rows[0];
}
