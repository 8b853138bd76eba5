import type { Queryable } from "@belfry/store";

export interface FreshnessChange {
  readonly id: number;
  readonly begins: boolean;
  /** It is complete now. */
  readonly isComplete: boolean;
  readonly isLate: boolean;
  readonly escalates: boolean;
  /** How often it was announced after this; null: no more often than before. */
  readonly announces: number | null;
  /** Of how many cells it was announced. */
  readonly total: number;
  readonly stale: boolean;
  readonly closes: boolean;
}

/** Writes down what was told of periods. What another node has told meanwhile is not written again. */
export async function settleFreshness(db: Queryable, changes: readonly FreshnessChange[]): Promise<void> {
  await db.query({
    name: "settle-freshness",
    text: `
      with given as materialized (
        select * from jsonb_to_recordset($1::jsonb) as g (id bigint, begins bool, "isComplete" bool, "isLate" bool, escalates bool,
          announces int, total int, stale bool, closes bool)),
      locked as materialized (
        select f.id from belfry.grid_freshness f where f.id in (select id from given) order by f.id for update)
      update belfry.grid_freshness f set
        began_at = case when g.begins then coalesce(f.began_at, clock.now) else f.began_at end,
        complete_at = case when g."isComplete" then coalesce(f.complete_at, clock.now) else f.complete_at end,
        late_at = case when g."isLate" then coalesce(f.late_at, clock.now) else f.late_at end,
        escalated_at = case when g.escalates then coalesce(f.escalated_at, clock.now) else f.escalated_at end,
        announced = case when g.announces = f.announced + 1 then g.announces else f.announced end,
        announced_total = case when g.announces = f.announced + 1 then g.total else f.announced_total end,
        stale = case when g.announces is null or g.announces = f.announced + 1 then g.stale else f.stale end,
        closed = f.closed or g.closes
      from given g join locked using (id), (select belfry.now() as now) clock
      where f.id = g.id`,
    values: [JSON.stringify(changes)],
  });
}
