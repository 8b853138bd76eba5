import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface GridCountRow {
  readonly taskTypeId: number;
  readonly periodId: number;
  readonly label: string;
  readonly start: string;
  readonly end: string;
  /** The values of the dimensions asked for, in their order. */
  readonly values: readonly string[];
  readonly states: Readonly<Partial<Record<CellState, number>>>;
}

/** How many cells are in each state, by task type and period, the newest period first. Nothing is counted for it. */
export async function selectGridCounts(
  db: Queryable,
  wanted: {
    readonly gridId: number;
    readonly taskTypeIds: readonly number[];
    /** Periods that begin on these days. */
    readonly from: string;
    readonly until: string;
    /** Null: every period. */
    readonly label: string | null;
    /** Of all dimensions but the last. */
    readonly selection: SelectionByPlace;
    /** The places of the dimensions by which they are told apart. */
    readonly by: readonly number[];
    /** Null: every state. */
    readonly states: readonly string[] | null;
  },
): Promise<GridCountRow[]> {
  const { rows } = await db.query<GridCountRow>({
    name: "select-grid-counts",
    text: `
      with groups as materialized (
        select g.id, array(select g.path[b.place] from unnest($7::int[]) with ordinality b (place, n) order by b.n) as "values"
        from belfry.grid_groups g
        where g.grid_id = $1 and not exists (select from jsonb_each($6::jsonb) s where not s.value ? g.path[s.key::int])),
      counted as (
        select c.task_type_id, c.period_id, g."values", c.state, sum(c.n)::int as n
        from belfry.grid_periods p
          cross join unnest($2::int[]) t (id)
          join belfry.grid_counts c on c.task_type_id = t.id and c.period_id = p.id
          join groups g on g.id = c.group_id
        where p.grid_id = $1 and p.start_on between $3 and $4 and ($5::text is null or p.label = $5)
          and ($8::text[] is null or c.state = any($8))
        group by c.task_type_id, c.period_id, g."values", c.state having sum(c.n) > 0)
      select c.task_type_id as "taskTypeId", c.period_id as "periodId", p.label, p.start_on::text as start, p.end_on::text as "end",
        c."values", jsonb_object_agg(c.state, c.n) as states
      from counted c join belfry.grid_periods p on p.id = c.period_id
      group by c.task_type_id, c.period_id, p.id, c."values"
      order by p.start_on desc, p.end_on desc, c.period_id desc, array_position($2::int[], c.task_type_id), c."values"`,
    values: [
      wanted.gridId,
      wanted.taskTypeIds,
      wanted.from,
      wanted.until,
      wanted.label,
      JSON.stringify(wanted.selection),
      wanted.by,
      wanted.states,
    ],
  });
  return rows;
}
