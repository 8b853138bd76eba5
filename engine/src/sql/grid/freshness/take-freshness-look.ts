import type { Queryable } from "@belfry/store";

export interface FreshnessLook {
  readonly gridId: number;
  readonly slug: string;
  readonly generationId: number;
  readonly plannedUntil: Date | null;
  readonly now: Date;
}

/** The grid whose turn it is; others look at it again in so many milliseconds at the earliest. */
export async function takeFreshnessLook(db: Queryable, againInMs: number): Promise<FreshnessLook | undefined> {
  const { rows } = await db.query<FreshnessLook>({
    name: "take-freshness-look",
    text: `
      with due as (
        select l.grid_id, g.slug from belfry.grid_deadline_looks l join belfry.grids g on g.id = l.grid_id
        where l.look_at <= belfry.now() order by l.look_at limit 1 for update of l skip locked)
      update belfry.grid_deadline_looks l set look_at = clock.now + $1::float8 * interval '1 millisecond'
      from due, (select belfry.now() as now) clock
      where l.grid_id = due.grid_id
      returning l.grid_id as "gridId", due.slug, l.generation_id as "generationId", l.planned_until as "plannedUntil", clock.now`,
    values: [againInMs],
  });
  return rows[0];
}
