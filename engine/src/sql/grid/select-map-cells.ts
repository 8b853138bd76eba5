import type { CellState } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface MapCellRow {
  readonly memberId: number;
  readonly periodId: number;
  readonly states: Readonly<Partial<Record<CellState, number>>>;
}

/** How many cells of some members are in each state, by member and period: only the cells that are asked for are looked at. */
export async function selectMapCells(
  db: Queryable,
  wanted: {
    readonly taskTypeIds: readonly number[];
    readonly periods: readonly { readonly periodId: number; readonly start: string }[];
    readonly memberIds: readonly number[];
  },
): Promise<MapCellRow[]> {
  const { rows } = await db.query<MapCellRow>({
    name: "select-map-cells",
    text: `
      with counted as (
        select c.member_id, c.period_id, c.state, count(*)::int as n
        from unnest($2::int[], $3::date[]) p (id, first) cross join unnest($1::int[]) t (id)
          join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id and c.member_id = any($4::int[])
            and c.month = date_trunc('month', p.first)::date
        group by c.member_id, c.period_id, c.state)
      select member_id as "memberId", period_id as "periodId", jsonb_object_agg(state, n) as states
      from counted group by member_id, period_id`,
    values: [
      wanted.taskTypeIds,
      wanted.periods.map(({ periodId }) => periodId),
      wanted.periods.map(({ start }) => start),
      wanted.memberIds,
    ],
  });
  return rows;
}
