import type { Tx } from "@belfry/store";

/** Says when somebody looks at a backfill again; null: it is done. */
export async function settleBackfill(tx: Tx, backfillId: number, lookInMs: number | null): Promise<void> {
  await tx.query({
    name: "settle-backfill",
    text: `
      update belfry.grid_backfills b set look_at = clock.now + $2::float8 * interval '1 millisecond',
        state = case when $2 is null then 'done' else b.state end,
        ended_at = case when $2 is null then clock.now end,
        worked_ms = case when $2 is null then b.worked_ms + extract(epoch from clock.now - b.since) * 1000 else b.worked_ms end,
        since = case when $2 is null then null else b.since end
      from (select belfry.now() as now) clock
      where b.id = $1`,
    values: [backfillId, lookInMs],
  });
}
