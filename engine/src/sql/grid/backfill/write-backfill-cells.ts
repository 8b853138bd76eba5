import type { CellState } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { SelectionByPlace } from "../grid-rows.ts";
import type { BackfillPart } from "./select-backfill-part.ts";

export interface BackfillCells extends BackfillPart {
  readonly backfillId: number;
  readonly gridId: number;
  readonly priority: number;
  readonly selections: readonly SelectionByPlace[];
  /** Cells in these states are opened again, besides those that are retired or were given up with a backfill. */
  readonly again: readonly CellState[];
  /** How many members at once. */
  readonly limit: number;
}

/**
 * Makes the next cells of a part, and opens again those that are asked for; says how far it came. What a cell was before is
 * written beside it, so that it can be that again if nobody comes to it.
 */
export async function writeBackfillCells(
  tx: Tx,
  wanted: BackfillCells,
): Promise<{ readonly written: number; readonly after: number; readonly done: boolean }> {
  const { rows } = await tx.query<{ written: number; after: number; done: boolean }>({
    name: "write-backfill-cells",
    text: `
      with clock as materialized (select belfry.now() as now),
      eligible as materialized (
        select m.id, m.group_id from belfry.grid_members m
        where m.grid_id = $1 and m.id > $2 and m.removed_at is null
          and (m.opens_on is null or m.opens_on <= $6) and (m.closes_on is null or m.closes_on >= $5)
          and not exists (
            select from jsonb_array_elements($8::jsonb) one, jsonb_each(one) s where not s.value ? m.path[s.key::int])
        order by m.id limit $11),
      present as materialized (
        select c.member_id, c.state, c.reason from belfry.grid_cells c
        where c.task_type_id = $3 and c.period_id = $4 and c.month = date_trunc('month', $5::date)::date
          and c.member_id in (select id from eligible)
        order by c.member_id
        for update),
      reopened as (
        update belfry.grid_cells c set state = 'pending', attempt = 0, lease_epoch = c.lease_epoch + 1, execution_id = null,
          reason = case when c.state = 'retired' or c.reason = 'backfill-cancelled' then null else 'backfill-was-' || c.state end,
          priority = $7, run_at = clock.now, updated_at = clock.now, backfill_id = $9
        from present p, clock
        where c.task_type_id = $3 and c.period_id = $4 and c.month = date_trunc('month', $5::date)::date and c.member_id = p.member_id
          and (c.state = 'retired' or (c.state = 'skipped' and c.reason = 'backfill-cancelled') or c.state = any($10::text[]))
        returning 1),
      created as (
        insert into belfry.grid_cells
          (month, grid_id, task_type_id, period_id, member_id, group_id, priority, run_at, updated_at, backfill_id)
        select date_trunc('month', $5::date)::date, $1, $3, $4, e.id, e.group_id, $7, clock.now, clock.now, $9
        from eligible e, clock
        where not exists (select from present p where p.member_id = e.id)
        -- In one order, so that two who make the same cells do not wait for each other in a ring.
        order by e.id
        on conflict do nothing
        returning 1)
      select ((select count(*) from created) + (select count(*) from reopened))::int as written,
        (select coalesce(max(id), $2) from eligible) as after,
        (select count(*) from eligible) < $11 as done`,
    values: [
      wanted.gridId,
      wanted.after,
      wanted.taskTypeId,
      wanted.periodId,
      wanted.start,
      wanted.end,
      wanted.priority,
      JSON.stringify(wanted.selections),
      wanted.backfillId,
      wanted.again,
      wanted.limit,
    ],
  });
  return rows[0] ?? { written: 0, after: wanted.after, done: true };
}
