import type { Queryable } from "@belfry/store";

export interface RetentionLimits {
  /** Executions that were created before may go. */
  readonly executions: Date;
  /** Datasets that were written before may go. */
  readonly datasets: Date;
}

/**
 * How far back is kept, as the beginning of a day (UTC). Never later than the beginning of the oldest execution that has
 * not ended: its checkpoints and files are still needed, however old they are.
 */
export async function selectRetentionLimits(
  db: Queryable,
  keep: { readonly executionDays: number; readonly datasetDays: number },
): Promise<RetentionLimits> {
  const { rows } = await db.query<RetentionLimits>({
    name: "select-retention-limits",
    text: `
      with oldest as (
        select e.created_at from belfry.executions e
        where e.id = (select min(id) from belfry.execution_queue))
      select
        date_trunc('day', least(belfry.now() - make_interval(days => $1), (select created_at from oldest)), 'UTC') as executions,
        date_trunc('day', least(belfry.now() - make_interval(days => $2), (select created_at from oldest)), 'UTC') as datasets`,
    values: [keep.executionDays, keep.datasetDays],
  });
  const [limits] = rows;
  if (limits === undefined) throw new Error("The limits of retention came back empty.");
  return limits;
}
