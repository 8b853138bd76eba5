import type { Tx } from "@belfry/store";

/** Pauses a backfill that is locked, lets it go on, or gives it up. */
export async function setBackfillState(tx: Tx, id: number, state: "running" | "paused" | "cancelled"): Promise<void> {
  await tx.query({
    name: "set-backfill-state",
    text: `
      update belfry.grid_backfills b set state = $2,
        worked_ms = b.worked_ms + coalesce(extract(epoch from clock.now - b.since) * 1000, 0),
        since = case when $2 = 'running' then clock.now end,
        look_at = case when $2 = 'running' then clock.now end,
        ended_at = case when $2 = 'cancelled' then clock.now end
      from (select belfry.now() as now) clock
      where b.id = $1`,
    values: [id, state],
  });
}
