import type { Queryable } from "@belfry/store";

/** A cell by its numbers. */
export interface CellNumbers {
  readonly taskTypeId: number;
  readonly periodId: number;
  readonly memberId: number;
}

/** What an attempt came to. */
export interface AttemptEnd extends CellNumbers {
  readonly epoch: number;
  /** `pending`: it is tried again. */
  readonly state: "done" | "failed" | "skipped" | "pending";
  /** How long it waits before it is tried again, in milliseconds. */
  readonly delayMs: number;
  readonly reason: string | null;
  readonly result: Readonly<Record<string, number>> | null;
}

export interface EndedCell extends CellNumbers {
  readonly state: AttemptEnd["state"];
  readonly attempt: number;
  readonly reason: string | null;
  readonly result: Readonly<Record<string, number>> | null;
  readonly runAt: Date;
  readonly updatedAt: Date;
}

/** So many attempts of a cell that did not succeed are kept. */
const KEPT_ATTEMPTS = 10;

/**
 * Ends attempts of cells of one grid whose epoch is still theirs. Returns those that it ended; a cell whose holder lost it is not touched.
 * @param lease `held`: only while it holds; `expired`: only when it no longer does, and then the epoch goes on, so that its
 * holder cannot write any more; `execution`: whatever the time, an execution tells
 */
export async function endCellAttempts(
  db: Queryable,
  gridId: number,
  ends: readonly AttemptEnd[],
  lease: "held" | "expired" | "execution",
): Promise<EndedCell[]> {
  const { rows } = await db.query<EndedCell>({
    name: "end-cell-attempts",
    text: `
      with clock as materialized (select belfry.now() as now),
      given as materialized (
        select e.*, date_trunc('month', p.start_on)::date as month
        from jsonb_to_recordset($2::jsonb) as e ("taskTypeId" int, "periodId" int, "memberId" int, epoch int, state text,
            "delayMs" float8, reason text, result jsonb)
          join belfry.grid_periods p on p.id = e."periodId" and p.grid_id = $1),
      locked as materialized (
        select g.* from given g join belfry.grid_cells c on c.task_type_id = g."taskTypeId" and c.period_id = g."periodId"
          and c.member_id = g."memberId" and c.month = g.month
        -- Not as the indexes of running cells say it: in a month without statistics one of them, gone through for each cell,
        -- seems as good as the primary key.
        where c.grid_id = $1 and c.state || '' = 'running' and c.lease_epoch = g.epoch
          and case $3 when 'held' then c.lease_until > (select now from clock)
            when 'expired' then c.lease_until <= (select now from clock) else true end
        order by c.task_type_id, c.period_id, c.member_id
        for update of c)
      update belfry.grid_cells c set state = g.state, lease_until = null, reason = g.reason, result = nullif(g.result, 'null'),
        held_by = case when g.state = 'pending' then null else c.held_by end,
        lease_epoch = c.lease_epoch + case $3 when 'expired' then 1 else 0 end,
        run_at = case when g.state = 'pending' then clock.now + g."delayMs" * interval '1 millisecond' else c.run_at end,
        past = case when g.state not in ('failed', 'pending') then c.past
          else coalesce((select jsonb_agg(one order by place) from jsonb_array_elements(c.past) with ordinality as p (one, place)
              where place > jsonb_array_length(c.past) - ${KEPT_ATTEMPTS - 1}), '[]')
            || jsonb_build_object('attempt', c.attempt, 'heldBy', c.held_by, 'executionId', c.execution_id, 'beganAt', c.began_at,
              'endedAt', clock.now, 'reason', g.reason) end,
        updated_at = clock.now
      from locked g, clock
      where c.task_type_id = g."taskTypeId" and c.period_id = g."periodId" and c.member_id = g."memberId" and c.month = g.month
      returning c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId", c.state, c.attempt, c.reason,
        c.result, c.run_at as "runAt", c.updated_at as "updatedAt"`,
    values: [gridId, JSON.stringify(ends), lease],
  });
  return rows;
}
