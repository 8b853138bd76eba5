import type { Queryable } from "@belfry/store";

export interface CellDuration {
  readonly taskTypeId: number;
  /** How long an attempt that ended well took on average, in milliseconds. */
  readonly ms: number;
  /** How many programs worked on them. */
  readonly holders: number;
}

/** How long cells of these task types took lately: of the newest three periods in which some are done, 500 cells each. */
export async function selectCellDurations(db: Queryable, taskTypeIds: readonly number[]): Promise<CellDuration[]> {
  const { rows } = await db.query<CellDuration>({
    name: "select-cell-durations",
    text: `
      select t.id as "taskTypeId", avg(extract(epoch from c.updated_at - c.began_at))::float8 * 1000 as ms,
        count(distinct c.held_by)::int as holders
      from unnest($1::int[]) t (id)
        cross join lateral (
          select p.id, p.start_on from belfry.grid_counts k join belfry.grid_periods p on p.id = k.period_id
          where k.task_type_id = t.id and k.state = 'done'
          group by p.id having sum(k.n) > 0 order by p.start_on desc limit 3) p
        cross join lateral (
          select c.began_at, c.updated_at, c.held_by from belfry.grid_cells c
          where c.task_type_id = t.id and c.period_id = p.id and c.month = date_trunc('month', p.start_on)::date
            and c.state = 'done' and c.began_at is not null limit 500) c
      group by t.id`,
    values: [taskTypeIds],
  });
  return rows;
}
