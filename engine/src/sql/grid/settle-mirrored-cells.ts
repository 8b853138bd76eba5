import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";

export interface MirroredSettlement extends CellNumbers {
  /** What its table made of it; null: it stays what it is. */
  readonly state: "done" | "pending" | null;
  /** Whether its table says that it is done. */
  readonly mirrored: boolean;
}

/**
 * Brings cells of one grid to what their table says. A cell that somebody works on, or that has changed meanwhile so that it
 * does not fit, is left alone: it is looked at again. Returns how many became done or pending.
 */
export async function settleMirroredCells(
  db: Queryable,
  gridId: number,
  settlements: readonly MirroredSettlement[],
  reason: string,
): Promise<number> {
  const { rows } = await db.query<{ changed: number }>({
    name: "settle-mirrored-cells",
    text: `
      with given as materialized (
        select e.*, date_trunc('month', p.start_on)::date as month
        from jsonb_to_recordset($2::jsonb) as e ("taskTypeId" int, "periodId" int, "memberId" int, state text, mirrored bool)
          join belfry.grid_periods p on p.id = e."periodId" and p.grid_id = $1),
      locked as materialized (
        select g.* from given g join belfry.grid_cells c on c.task_type_id = g."taskTypeId" and c.period_id = g."periodId"
          and c.member_id = g."memberId" and c.month = g.month
        where c.grid_id = $1 and case g.state when 'done' then c.state in ('pending', 'failed', 'skipped')
          when 'pending' then c.state = 'done' else c.state <> 'running' end
        order by c.task_type_id, c.period_id, c.member_id
        for update of c),
      settled as (
        update belfry.grid_cells c set mirrored = g.mirrored, state = coalesce(g.state, c.state),
          reason = case g.state when 'done' then $3 when 'pending' then null else c.reason end,
          lease_epoch = c.lease_epoch + case when g.state is null then 0 else 1 end,
          attempt = case g.state when 'pending' then 0 else c.attempt end,
          run_at = case g.state when 'pending' then belfry.now() else c.run_at end,
          held_by = case g.state when 'pending' then null else c.held_by end,
          result = case g.state when 'pending' then null else c.result end,
          updated_at = case when g.state is null then c.updated_at else belfry.now() end
        from locked g
        where c.task_type_id = g."taskTypeId" and c.period_id = g."periodId" and c.member_id = g."memberId" and c.month = g.month
        returning g.state)
      select count(*) filter (where state is not null)::int as changed from settled`,
    values: [gridId, JSON.stringify(settlements), reason],
  });
  return rows[0]?.changed ?? 0;
}
