import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface CellChange {
  readonly gridId: number;
  readonly taskTypeIds: readonly number[];
  /** Periods that begin on these days. */
  readonly from: string;
  readonly until: string;
  /** Null: every period. */
  readonly label: string | null;
  readonly selection: SelectionByPlace;
  /** Only these; null: all that fit. */
  readonly cells: readonly CellNumbers[] | null;
  /** The states that are changed. */
  readonly states: readonly CellState[];
  readonly to: "pending" | "skipped" | "done";
  readonly reason: string | null;
  readonly limit: number;
}

/**
 * Changes cells as a person says; so many at once. Whoever failed or gave back one of them before cannot write to it any
 * more. Returns how many it changed.
 */
export async function changeCellsByHand(db: Queryable, change: CellChange): Promise<number> {
  const { count } = await db.query({
    name: "change-cells-by-hand",
    text: `
      with wanted as materialized (
        select c.task_type_id, c.period_id, c.member_id, c.month
        from belfry.grid_periods p
          cross join unnest($2::int[]) t (id)
          join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id and c.month = date_trunc('month', p.start_on)::date
          join belfry.grid_members m on m.id = c.member_id
        where p.grid_id = $1 and p.start_on between $3 and $4 and ($5::text is null or p.label = $5)
          and c.state = any($8::text[])
          and not exists (select from jsonb_each($6::jsonb) s where not s.value ? m.path[s.key::int])
          and ($7::jsonb is null or (c.task_type_id, c.period_id, c.member_id) in (
            select k."taskTypeId", k."periodId", k."memberId"
            from jsonb_to_recordset($7::jsonb) as k ("taskTypeId" int, "periodId" int, "memberId" int)))
        -- In one order, so that two who change the same cells do not wait for each other in a ring.
        order by c.task_type_id, c.period_id, c.member_id limit $11
        for update of c)
      update belfry.grid_cells c set state = $9, reason = $10, lease_epoch = c.lease_epoch + 1, updated_at = belfry.now(),
        attempt = case when $9 = 'pending' then 0 else c.attempt end,
        run_at = case when $9 = 'pending' then belfry.now() else c.run_at end,
        held_by = case when $9 = 'pending' then null else c.held_by end,
        result = case when $9 = 'pending' then null else c.result end
      from wanted w
      where c.task_type_id = w.task_type_id and c.period_id = w.period_id and c.member_id = w.member_id and c.month = w.month`,
    values: [
      change.gridId,
      change.taskTypeIds,
      change.from,
      change.until,
      change.label,
      JSON.stringify(change.selection),
      change.cells === null ? null : JSON.stringify(change.cells),
      change.states,
      change.to,
      change.reason,
      change.limit,
    ],
  });
  return count;
}
