import type { ActionRunState, Failure } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** An attempt that was written before, by this holding of the execution or an earlier one. */
export interface PastRun {
  readonly action: string;
  readonly iteration: string;
  readonly attempt: number;
  readonly redrive: number;
  readonly state: Exclude<ActionRunState, "waiting">;
  readonly output: unknown;
  readonly failure: Failure | null;
  /** Not tried again before this time. */
  readonly retryAt: Date | null;
}

/** The attempts of one execution; those of one action in their order, whatever the clock did between them. */
export async function selectPastRuns(db: Queryable, execution: { id: number; createdOn: string }): Promise<PastRun[]> {
  const { rows } = await db.query<PastRun>({
    name: "select-past-runs",
    text: `
      select action, iteration, attempt, redrive, state, output, failure, retry_at as "retryAt"
      from belfry.action_runs
      where execution_id = $1 and created_on = $2
      order by redrive, attempt`,
    values: [execution.id, execution.createdOn],
  });
  return rows;
}
