import type { Queryable } from "@belfry/store";

/** The values that the first dimension of a grid has among its members. */
export async function selectFirstValues(db: Queryable, gridId: number): Promise<string[]> {
  const { rows } = await db.query<{ value: string }>({
    name: "select-first-values",
    text: `
      select distinct m.path[1] as value from belfry.grid_members m
      where m.grid_id = $1 and m.removed_at is null order by 1`,
    values: [gridId],
  });
  return rows.map(({ value }) => value);
}
