import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface GridMemberRow {
  readonly id: number;
  readonly path: readonly string[];
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly removed: boolean;
  readonly updatedAt: Date;
}

/** One page of the members of a grid, in the order of their names. */
export async function selectGridMembers(
  db: Queryable,
  page: {
    readonly gridId: number;
    readonly selection: SelectionByPlace;
    /** Members one of whose values holds this; null: all. */
    readonly text: string | null;
    readonly removed: boolean;
    readonly after: readonly string[];
    readonly limit: number;
  },
): Promise<GridMemberRow[]> {
  const { rows } = await db.query<GridMemberRow>({
    name: "select-grid-members",
    text: `
      select m.id, m.path, m.opens_on::text as "opensOn", m.closes_on::text as "closesOn", m.attributes,
        m.removed_at is not null as removed, m.updated_at as "updatedAt"
      from belfry.grid_members m
      where m.grid_id = $1 and ($4 or m.removed_at is null) and m.path > $5::text[]
        and not exists (select from jsonb_each($2::jsonb) s where not s.value ? m.path[s.key::int])
        and ($3::text is null or exists (select from unnest(m.path) v where position(lower($3) in lower(v)) > 0))
      order by m.path limit $6`,
    values: [page.gridId, JSON.stringify(page.selection), page.text, page.removed, page.after, page.limit],
  });
  return rows;
}
