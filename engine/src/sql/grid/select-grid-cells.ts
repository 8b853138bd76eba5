import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface GridCellRow {
  readonly memberId: number;
  readonly path: readonly string[];
  readonly state: CellState;
  readonly attempt: number;
  readonly executionId: number | null;
  readonly heldBy: string | null;
  /** Null: it is put aside until its member changes. */
  readonly runAt: Date | null;
  /** Null: nobody works on it, or its execution is being stopped. */
  readonly leaseUntil: Date | null;
  readonly reason: string | null;
  /** The figures that it came to. */
  readonly result: Readonly<Record<string, number>> | null;
  /** When the attempt that runs, or ran last, began. */
  readonly beganAt: Date | null;
  readonly updatedAt: Date;
}

/** Which cells of one task type in one period. */
export interface CellsOfPart {
  readonly taskTypeId: number;
  readonly periodId: number;
  /** The first day of the period. */
  readonly start: string;
  /** Only members with higher numbers. */
  readonly after: number;
  /** Null: every state. */
  readonly states: readonly string[] | null;
  readonly limit: number;
}

/** Cells of one task type in one period, by the numbers of their members. */
export async function selectGridCells(
  db: Queryable,
  wanted: CellsOfPart & { readonly selection: SelectionByPlace },
): Promise<GridCellRow[]> {
  const { rows } = await db.query<GridCellRow>({
    name: "select-grid-cells",
    text: `
      select c.member_id as "memberId", m.path, c.state, c.attempt, c.execution_id as "executionId", c.held_by as "heldBy",
        case when isfinite(c.run_at) then c.run_at end as "runAt",
        case when isfinite(c.lease_until) then c.lease_until end as "leaseUntil", c.reason, c.result,
        c.began_at as "beganAt", c.updated_at as "updatedAt"
      from belfry.grid_cells c
        -- Cell by cell: the other way round the open cells of all members would be gone through for each part of a page.
        cross join lateral (select path from belfry.grid_members where id = c.member_id offset 0) m
      where c.task_type_id = $1 and c.period_id = $2 and c.month = date_trunc('month', $3::date)::date and c.member_id > $4
        and ($6::text[] is null or c.state = any($6))
        and ($5 = '{}'::jsonb or not exists (select from jsonb_each($5::jsonb) s where not s.value ? m.path[s.key::int]))
      order by c.member_id limit $7`,
    values: [
      wanted.taskTypeId,
      wanted.periodId,
      wanted.start,
      wanted.after,
      JSON.stringify(wanted.selection),
      wanted.states,
      wanted.limit,
    ],
  });
  return rows;
}
