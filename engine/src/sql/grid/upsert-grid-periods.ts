import type { Queryable } from "@belfry/store";
import type { PeriodDates } from "@belfry/model";

/** The numbers of these periods, by their labels; those that are not there are made. */
export async function upsertGridPeriods(
  db: Queryable,
  gridId: number,
  periods: readonly PeriodDates[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ id: number; label: string }>({
    name: "upsert-grid-periods",
    text: `
      with given as (
        select distinct on (label) label, start, "end" from jsonb_to_recordset($2::jsonb) as g (label text, start date, "end" date)),
      made as (
        insert into belfry.grid_periods (grid_id, label, start_on, end_on)
        select $1, label, start, "end" from given g
        where not exists (select from belfry.grid_periods p where p.grid_id = $1 and p.label = g.label)
        order by label
        on conflict (grid_id, label) do update set end_on = excluded.end_on
        returning id, label)
      select id, label from made
      union all
      select p.id, p.label from belfry.grid_periods p join given g on g.label = p.label where p.grid_id = $1`,
    values: [gridId, JSON.stringify(periods)],
  });
  return new Map(rows.map(({ id, label }) => [label, id]));
}
