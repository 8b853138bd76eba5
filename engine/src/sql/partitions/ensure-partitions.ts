import type { Queryable } from "@belfry/store";

/** A table that is partitioned by day. */
type DailyTable = "slot_fates" | "action_runs" | "execution_logs" | "events" | "event_decisions";

/** Creates the partitions of a table from today on. Returns how many it created; none while another node does it. */
export async function ensurePartitions(
  db: Queryable,
  options: { readonly table: DailyTable; readonly days: number },
): Promise<number> {
  const { rows } = await db.query<{ created: number }>({
    name: "ensure-partitions",
    text: "select belfry.ensure_daily_partitions($1, (belfry.now() at time zone 'UTC')::date, $2) as created",
    values: [options.table, options.days],
  });
  return rows[0]?.created ?? 0;
}
