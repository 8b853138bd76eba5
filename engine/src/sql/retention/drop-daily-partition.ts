import type { Queryable } from "@belfry/store";

/** Drops the oldest partition of a table if it lies before that day. Whether it did. */
export async function dropDailyPartition(
  db: Queryable,
  options: { readonly table: "action_runs" | "execution_logs" | "events" | "event_decisions"; readonly before: Date },
): Promise<boolean> {
  const { rows } = await db.query<{ dropped: boolean }>({
    name: "drop-daily-partition",
    text: "select belfry.drop_daily_partition($1, ($2::timestamptz at time zone 'UTC')::date) as dropped",
    values: [options.table, options.before],
  });
  return rows[0]?.dropped === true;
}
