import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";

export interface HeldCell {
  readonly task: string;
  readonly state: CellState;
  readonly attempt: number;
  readonly epoch: number;
  readonly reason: string | null;
  readonly result: Readonly<Record<string, number>> | null;
  readonly heldBy: string | null;
  readonly leaseUntil: Date | null;
  readonly runAt: Date;
  readonly updatedAt: Date;
  /** Whether its lease holds at this moment. */
  readonly held: boolean;
}

/** What a cell of a grid is now. */
export async function selectHeldCell(
  db: Queryable,
  gridId: number,
  { taskTypeId, periodId, memberId }: CellNumbers,
): Promise<HeldCell | undefined> {
  const { rows } = await db.query<HeldCell>({
    name: "select-held-cell",
    text: `
      select t.key as task, c.state, c.attempt, c.lease_epoch as epoch, c.reason, c.result, c.held_by as "heldBy",
        c.lease_until as "leaseUntil", c.run_at as "runAt", c.updated_at as "updatedAt",
        coalesce(c.state = 'running' and c.lease_until > belfry.now(), false) as held
      from belfry.grid_task_types t join belfry.grid_periods p on p.grid_id = t.grid_id
        join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id
          and c.month = date_trunc('month', p.start_on)::date
      where t.id = $2 and t.grid_id = $1 and p.id = $3 and c.member_id = $4`,
    values: [gridId, taskTypeId, periodId, memberId],
  });
  return rows[0];
}
