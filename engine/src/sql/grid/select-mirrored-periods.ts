import type { PeriodDates } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** The periods of a grid that begin on these days and of which these task types have cells, the oldest first. */
export async function selectMirroredPeriods(
  db: Queryable,
  wanted: {
    readonly gridId: number;
    readonly taskTypeIds: readonly number[];
    readonly from: string;
    readonly until: string;
  },
): Promise<(PeriodDates & { readonly id: number })[]> {
  const { rows } = await db.query<PeriodDates & { id: number }>({
    name: "select-mirrored-periods",
    text: `
      select p.id, p.label, p.start_on::text as start, p.end_on::text as "end"
      from belfry.grid_periods p
      where p.grid_id = $1 and p.start_on between $3 and $4
        and exists (select from unnest($2::int[]) t (id) join belfry.grid_counts k on k.task_type_id = t.id and k.period_id = p.id)
      order by p.start_on, p.end_on, p.id`,
    values: [wanted.gridId, wanted.taskTypeIds, wanted.from, wanted.until],
  });
  return rows;
}
