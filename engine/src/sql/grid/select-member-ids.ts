import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

/** The numbers of members that fit, also of those that were removed; so many at the most. */
export async function selectMemberIds(
  db: Queryable,
  wanted: {
    readonly gridId: number;
    readonly selection: SelectionByPlace;
    /** Members one of whose values holds this; null: all. */
    readonly text: string | null;
    readonly limit: number;
  },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: "select-member-ids",
    text: `
      select m.id from belfry.grid_members m
      where m.grid_id = $1
        and not exists (select from jsonb_each($2::jsonb) s where not s.value ? m.path[s.key::int])
        and ($3::text is null or exists (select from unnest(m.path) v where position(lower($3) in lower(v)) > 0))
      order by m.id limit $4`,
    values: [wanted.gridId, JSON.stringify(wanted.selection), wanted.text, wanted.limit],
  });
  return rows.map(({ id }) => id);
}
