import type { Tx } from "@belfry/store";
import type { FailureJob } from "../../views/failure-views.ts";

export interface JobStep {
  readonly id: number;
  readonly done: number;
  readonly refused: number;
  readonly refusals: FailureJob["refusals"];
  /** The last execution that was looked at; null: there was none left, and the job has ended. */
  readonly before: number | null;
  /** When the next chunk begins. */
  readonly pauseMs: number;
}

/** Writes how far a job has got, in the transaction of its chunk. Keeps the first refusals only. */
export async function advanceFailureJob(tx: Tx, step: JobStep): Promise<void> {
  await tx.query({
    name: "advance-failure-job",
    text: `
      update belfry.failure_jobs
      set done = done + $2, refused = refused + $3, tries = 0, before_id = coalesce($5, before_id),
        refusals = case when jsonb_array_length(refusals) < 100 then refusals || $4::jsonb else refusals end,
        next_at = case when $5::bigint is null then null else belfry.now() + make_interval(secs => $6 / 1000.0) end,
        finished_at = case when $5::bigint is null then belfry.now() end
      where id = $1`,
    values: [step.id, step.done, step.refused, JSON.stringify(step.refusals), step.before, step.pauseMs],
  });
}
