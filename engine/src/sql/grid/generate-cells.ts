import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface CellsWanted {
  readonly gridId: number;
  readonly taskTypeId: number;
  readonly periodId: number;
  /** Of the period. */
  readonly start: string;
  readonly end: string;
  readonly priority: number;
  /** Whether of the cells of a member only some may run at once. */
  readonly exclusive: boolean;
  /** Each of them has to fit. */
  readonly selections: readonly SelectionByPlace[];
}

/**
 * Makes the cells of one task type in one period for all members that are open in it and have none. A cell that was retired
 * is pending again. However many do so at once, each cell is made by one of them, and counted there.
 *
 * What is there already is found by the insertion itself: a month that was begun a moment ago has no statistics, and to
 * look for the missing ones before went through all cells of the task type for each member.
 */
export async function generateCells(
  db: Queryable,
  wanted: CellsWanted,
): Promise<{ created: number; existing: number }> {
  const { rows } = await db.query<{ created: number; existing: number }>({
    name: "generate-cells",
    text: `
      with clock as materialized (select belfry.now() as now),
      eligible as materialized (
        select m.id, m.group_id from belfry.grid_members m
        where m.grid_id = $1 and m.removed_at is null
          and (m.opens_on is null or m.opens_on <= $5) and (m.closes_on is null or m.closes_on >= $4)
          and ($7::jsonb <@ '[{}]' or not exists (
            select from jsonb_array_elements($7::jsonb) one, jsonb_each(one) s where not s.value ? m.path[s.key::int]))),
      revived as (
        update belfry.grid_cells c set state = 'pending', attempt = 0, execution_id = null, reason = null,
          priority = $6, run_at = clock.now, updated_at = clock.now
        from clock
        where c.task_type_id = $2 and c.period_id = $3 and c.month = date_trunc('month', $4::date)::date
          -- As a list: joined, the cells would be gone through for each member.
          and c.state = 'retired' and c.member_id = any(array(select id from eligible))
        returning 1),
      created as (
        insert into belfry.grid_cells
          (month, grid_id, task_type_id, period_id, member_id, group_id, priority, run_at, updated_at)
        -- Cells that exclude each other come up in another order in each task type: otherwise all task types would begin with
        -- the same members, and whoever claims would have to go past all of those on which somebody works.
        select date_trunc('month', $4::date)::date, $1, $2, $3, e.id, e.group_id, $6,
          clock.now - case when $8 then abs(hashint8(e.id * 65536::bigint + $2) % 1000) * interval '1 microsecond' else '0' end, clock.now
        from eligible e, clock
        -- In one order, so that two generations of the same cells do not wait for each other in a ring.
        order by e.id
        on conflict do nothing
        returning 1),
      n as (select (select count(*)::int from created) + (select count(*)::int from revived) as created)
      select n.created, (select count(*)::int from eligible) - n.created as existing from n`,
    values: [
      wanted.gridId,
      wanted.taskTypeId,
      wanted.periodId,
      wanted.start,
      wanted.end,
      wanted.priority,
      JSON.stringify(wanted.selections),
      wanted.exclusive,
    ],
  });
  return rows[0] ?? { created: 0, existing: 0 };
}
