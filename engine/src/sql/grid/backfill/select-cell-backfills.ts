import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "../end-cell-attempts.ts";

/** A cell of a backfill. */
export interface BackfillCell extends CellNumbers {
  readonly backfillId: number;
  /** Whether its execution tells nobody anything. */
  readonly quiet: boolean;
}

/** Those of these cells that belong to a backfill. */
export async function selectCellBackfills(db: Queryable, cells: readonly CellNumbers[]): Promise<BackfillCell[]> {
  const { rows } = await db.query<BackfillCell>({
    name: "select-cell-backfills",
    text: `
      select c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId", b.id as "backfillId",
        not b.notify as quiet
      from jsonb_to_recordset($1::jsonb) as g ("taskTypeId" int, "periodId" int, "memberId" int)
        join belfry.grid_periods p on p.id = g."periodId"
        join belfry.grid_cells c on c.task_type_id = g."taskTypeId" and c.period_id = g."periodId" and c.member_id = g."memberId"
          and c.month = date_trunc('month', p.start_on)::date
        join belfry.grid_backfills b on b.id = c.backfill_id`,
    values: [JSON.stringify(cells)],
  });
  return rows;
}
