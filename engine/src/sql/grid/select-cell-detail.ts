import type { CellState, PeriodDates } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";

/** An attempt that did not succeed. */
export interface PastAttempt {
  readonly attempt: number;
  readonly heldBy: string | null;
  readonly executionId: number | null;
  /** As the database writes it. */
  readonly beganAt: string;
  readonly endedAt: string;
  readonly reason: string | null;
}

export interface CellDetailRow {
  readonly task: string;
  readonly period: PeriodDates;
  readonly path: readonly string[];
  /** What is known of its member. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly state: CellState;
  readonly attempt: number;
  readonly epoch: number;
  readonly priority: number;
  readonly executionId: number | null;
  readonly heldBy: string | null;
  /** Null: it is put aside until its member changes. */
  readonly runAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly reason: string | null;
  readonly result: Readonly<Record<string, number>> | null;
  readonly beganAt: Date | null;
  readonly updatedAt: Date;
  /** The last ones, oldest first. */
  readonly past: readonly PastAttempt[];
  /** Whether the time from which it may be handed out has come. */
  readonly due: boolean;
}

/** Everything about one cell of a grid; nothing when there is none. */
export async function selectCellDetail(
  db: Queryable,
  gridId: number,
  { taskTypeId, periodId, memberId }: CellNumbers,
): Promise<CellDetailRow | undefined> {
  const { rows } = await db.query<CellDetailRow>({
    name: "select-cell-detail",
    text: `
      select t.key as task, m.path, m.attributes, c.state, c.attempt, c.lease_epoch as epoch, c.priority,
        jsonb_build_object('label', p.label, 'start', p.start_on, 'end', p.end_on) as period,
        c.execution_id as "executionId", c.held_by as "heldBy", case when isfinite(c.run_at) then c.run_at end as "runAt",
        case when isfinite(c.lease_until) then c.lease_until end as "leaseUntil", c.reason, c.result, c.began_at as "beganAt", c.updated_at as "updatedAt",
        coalesce(c.past, '[]') as past, c.run_at <= belfry.now() as due
      from belfry.grid_task_types t join belfry.grid_periods p on p.grid_id = t.grid_id
        join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id
          and c.month = date_trunc('month', p.start_on)::date
        join belfry.grid_members m on m.id = c.member_id
      where t.id = $2 and t.grid_id = $1 and p.id = $3 and c.member_id = $4`,
    values: [gridId, taskTypeId, periodId, memberId],
  });
  return rows[0];
}
