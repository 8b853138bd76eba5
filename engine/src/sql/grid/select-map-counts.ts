import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface MapCountRow {
  readonly value: string;
  readonly periodId: number;
  readonly states: Readonly<Partial<Record<CellState, number>>>;
}

/** How many cells are in each state, by values of one dimension and periods. No cell is looked at. */
export async function selectMapCounts(
  db: Queryable,
  wanted: {
    readonly gridId: number;
    readonly taskTypeIds: readonly number[];
    readonly periodIds: readonly number[];
    /** The place of the dimension. */
    readonly place: number;
    readonly values: readonly string[];
    /** Of all dimensions but the last. */
    readonly selection: SelectionByPlace;
  },
): Promise<MapCountRow[]> {
  const { rows } = await db.query<MapCountRow>({
    name: "select-map-counts",
    text: `
      with groups as materialized (
        select g.id, g.path[$4::int] as value from belfry.grid_groups g
        where g.grid_id = $1 and g.path[$4] = any($5::text[])
          and not exists (select from jsonb_each($6::jsonb) s where not s.value ? g.path[s.key::int])),
      counted as (
        select g.value, c.period_id, c.state, sum(c.n)::int as n
        from unnest($2::int[]) t (id) cross join unnest($3::int[]) p (id)
          join belfry.grid_counts c on c.task_type_id = t.id and c.period_id = p.id
          join groups g on g.id = c.group_id
        group by g.value, c.period_id, c.state having sum(c.n) > 0)
      select value, period_id as "periodId", jsonb_object_agg(state, n) as states
      from counted group by value, period_id`,
    values: [
      wanted.gridId,
      wanted.taskTypeIds,
      wanted.periodIds,
      wanted.place,
      wanted.values,
      JSON.stringify(wanted.selection),
    ],
  });
  return rows;
}
