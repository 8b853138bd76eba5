import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

export interface MirroredCellRow {
  readonly taskTypeId: number;
  readonly memberId: number;
  readonly path: readonly string[];
  readonly state: CellState;
  readonly mirrored: boolean;
}

/** Cells of one period that are mirrored to a table: those of members that are still there, by task type and member. */
export async function selectMirroredCells(
  db: Queryable,
  wanted: {
    readonly periodId: number;
    /** The first day of the period. */
    readonly start: string;
    readonly taskTypeIds: readonly number[];
    readonly selection: SelectionByPlace;
    /** Only what comes after it. */
    readonly after: Pick<MirroredCellRow, "taskTypeId" | "memberId">;
    readonly limit: number;
  },
): Promise<MirroredCellRow[]> {
  const { rows } = await db.query<MirroredCellRow>({
    name: "select-mirrored-cells",
    text: `
      select c.task_type_id as "taskTypeId", c.member_id as "memberId", m.path, c.state, coalesce(c.mirrored, false) as mirrored
      from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id
      where c.task_type_id = any($3::int[]) and c.period_id = $1 and c.month = date_trunc('month', $2::date)::date
        and (c.task_type_id, c.member_id) > ($5::int, $6::int) and c.state <> 'retired' and m.removed_at is null
        and not exists (select from jsonb_each($4::jsonb) s where not s.value ? m.path[s.key::int])
      order by c.task_type_id, c.member_id limit $7`,
    values: [
      wanted.periodId,
      wanted.start,
      wanted.taskTypeIds,
      JSON.stringify(wanted.selection),
      wanted.after.taskTypeId,
      wanted.after.memberId,
      wanted.limit,
    ],
  });
  return rows;
}
