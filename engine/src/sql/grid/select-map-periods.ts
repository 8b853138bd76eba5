import type { Queryable } from "@belfry/store";

/** Where a page of periods ended. */
export interface PeriodPlace {
  readonly start: string;
  readonly end: string;
  readonly periodId: number;
}

export interface MapPeriodRow extends PeriodPlace {
  readonly label: string;
}

/** One page of the periods in which task types have cells, the newest first. */
export async function selectMapPeriods(
  db: Queryable,
  page: {
    readonly gridId: number;
    readonly taskTypeIds: readonly number[];
    /** Periods that begin on these days. */
    readonly from: string;
    readonly until: string;
    /** Null: every period. */
    readonly label: string | null;
    /** Only older ones; null: from the newest on. */
    readonly before: PeriodPlace | null;
    readonly limit: number;
  },
): Promise<MapPeriodRow[]> {
  const { rows } = await db.query<MapPeriodRow>({
    name: "select-map-periods",
    text: `
      select p.id as "periodId", p.label, p.start_on::text as start, p.end_on::text as "end"
      from belfry.grid_periods p
      where p.grid_id = $1 and p.start_on between $3 and $4 and ($5::text is null or p.label = $5)
        and ($6::date is null or (p.start_on, p.end_on, p.id) < ($6, $7::date, $8::int))
        and exists (select from belfry.grid_counts c where c.task_type_id = any($2::int[]) and c.period_id = p.id and c.n > 0)
      order by p.start_on desc, p.end_on desc, p.id desc limit $9`,
    values: [
      page.gridId,
      page.taskTypeIds,
      page.from,
      page.until,
      page.label,
      page.before?.start ?? null,
      page.before?.end ?? null,
      page.before?.periodId ?? null,
      page.limit,
    ],
  });
  return rows;
}
