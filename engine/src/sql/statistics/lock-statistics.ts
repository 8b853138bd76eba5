import type { Tx } from "@belfry/store";

export interface StatisticsProgress {
  /** What ended before is counted. Null: nothing is. */
  readonly countedUntil: Date | null;
  /** Whatever ended before has been committed. */
  readonly settledUntil: Date;
  /** When the oldest execution was created; null without any. */
  readonly begin: Date | null;
  /** The earliest time to which the clock was set back since the last look; null when it was not. */
  readonly setBackTo: Date | null;
  /** The latest jump of the clock. */
  readonly jumpId: number;
}

/**
 * Takes the count of what ended, and says how far it is. Nothing while another node has it. It must come before the
 * statement that counts: what ended before `settledUntil` and was not committed when this looked would be missed for ever.
 */
export async function lockStatistics(tx: Tx): Promise<StatisticsProgress | undefined> {
  const { rows } = await tx.query<StatisticsProgress>({
    name: "lock-statistics",
    text: `
      select p.counted_until as "countedUntil",
        belfry.now() - interval '1 second' - coalesce((
          select max(clock_timestamp() - a.xact_start) -- other clock: PostgreSQL says by its own when a transaction began
          from pg_stat_activity a
          where a.datname = current_database() and a.backend_xid is not null and a.pid <> pg_backend_pid()), interval '0') as "settledUntil",
        (select created_at from belfry.executions order by id limit 1) as begin,
        (select min(j.noticed_at) from belfry.clock_jumps j where j.id > p.jump_id and j.jump_ms < 0) as "setBackTo",
        coalesce((select max(id) from belfry.clock_jumps), 0) as "jumpId"
      from belfry.statistics_progress p for update of p skip locked`,
  });
  return rows[0];
}
