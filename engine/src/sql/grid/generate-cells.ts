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
 * Makes the cells of one task type in one period for all members that are open in it and have none. A cell that was retired,
 * or given up with a backfill, is pending again. However many do so at once, each cell is made by one of them, and counted
 * there. A cell that a backfill made for want of a generation belongs to this one from then on: it has the priority of its
 * task type, and tells people what the others tell. An attempt that is under way goes on as it began.
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
      -- Cells that are to be done, and that this generation has a say in: those that were retired, or given up with a backfill,
      -- and those that a backfill made before any generation came to them. What was there before a backfill stays with it.
      found as materialized (
        select c.member_id, c.backfill_id, c.state in ('retired', 'skipped') as again
        from belfry.grid_cells c left join belfry.grid_backfills b on b.id = c.backfill_id
        where c.task_type_id = $2 and c.period_id = $3 and c.month = date_trunc('month', $4::date)::date
          -- As a list: joined, the cells would be gone through for each member.
          and c.member_id = any(array(select id from eligible))
          and (c.state = 'retired' or (c.state = 'skipped' and c.reason = 'backfill-cancelled')
            or (c.backfill_id is not null and c.state in ('pending', 'running', 'failed')
              and (b.mode = 'missing' or (c.state = 'pending' and c.attempt = 0 and c.reason is null))))
        -- In one order, so that two who take the same cells do not wait for each other in a ring.
        order by c.member_id
        for update of c),
      taken as (
        update belfry.grid_cells c set priority = $6, backfill_id = null, updated_at = clock.now,
          state = case when f.again then 'pending' else c.state end,
          attempt = case when f.again then 0 else c.attempt end,
          execution_id = case when f.again then null else c.execution_id end,
          reason = case when f.again then null else c.reason end,
          -- A backfill that is paused keeps its cells from being handed out; these are no longer its own.
          run_at = case when f.again or (c.run_at = 'infinity' and c.reason is distinct from 'member-incomplete')
            then clock.now else c.run_at end
        from found f, clock
        where c.task_type_id = $2 and c.period_id = $3 and c.month = date_trunc('month', $4::date)::date and c.member_id = f.member_id
        returning f.again),
      parts as materialized (
        select p.backfill_id, p.n, t.cells
        from (select backfill_id, count(*)::int as cells from found where backfill_id is not null group by backfill_id) t
          join belfry.grid_backfill_parts p on p.backfill_id = t.backfill_id and p.task_type_id = $2 and p.period_id = $3
        order by p.backfill_id, p.n
        for update of p),
      -- A backfill counts only what is its own: otherwise these would be done in its eyes.
      given as (
        update belfry.grid_backfill_parts p set written = greatest(0, p.written - parts.cells), planned = greatest(0, p.planned - parts.cells)
        from parts where p.backfill_id = parts.backfill_id and p.n = parts.n
        returning 1),
      created as (
        insert into belfry.grid_cells
          (month, grid_id, task_type_id, period_id, member_id, group_id, priority, run_at, updated_at)
        -- Cells that exclude each other come up in another order in each task type: otherwise all task types would begin with
        -- the same members, and whoever claims would have to go past all of those on which somebody works.
        select date_trunc('month', $4::date)::date, $1, $2, $3, e.id, e.group_id, $6,
          clock.now - case when $8 then abs(hashint8(e.id * 65536::bigint + $2) % 1000) * interval '1 microsecond' else '0' end, clock.now
        from eligible e, clock
        -- After the cells that are there were locked, as whoever writes a backfill does it; and in one order, so that two who make
        -- the same cells do not wait for each other in a ring.
        where (select count(*) from found) >= 0
        order by e.id
        on conflict do nothing
        returning 1),
      n as (select (select count(*)::int from created) + (select count(*)::int from taken where again) as created)
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
