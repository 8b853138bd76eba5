import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

/** One page of the values of a dimension that is not the last one, in their order. */
export async function selectMapValues(
  db: Queryable,
  page: {
    readonly gridId: number;
    /** The place of the dimension. */
    readonly place: number;
    /** Of all dimensions but the last. */
    readonly selection: SelectionByPlace;
    /** Values that hold this; null: all. */
    readonly text: string | null;
    /** Only those that come later; null: from the first on. */
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<string[]> {
  const { rows } = await db.query<{ value: string }>({
    name: "select-map-values",
    text: `
      select distinct g.path[$2::int] as value
      from belfry.grid_groups g
      where g.grid_id = $1 and ($5::text is null or g.path[$2] > $5)
        and not exists (select from jsonb_each($3::jsonb) s where not s.value ? g.path[s.key::int])
        and ($4::text is null or position(lower($4) in lower(g.path[$2])) > 0)
      order by value limit $6`,
    values: [page.gridId, page.place, JSON.stringify(page.selection), page.text, page.after, page.limit],
  });
  return rows.map(({ value }) => value);
}
