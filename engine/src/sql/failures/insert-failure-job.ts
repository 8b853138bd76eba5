import type { Actor, Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { FailureSelection, RetryFrom, RetryVersion } from "../../views/failure-views.ts";

export interface NewFailureJob {
  readonly work: "redrive" | "dismiss";
  readonly filter: FailureSelection;
  readonly scope: Scope | null;
  readonly from: RetryFrom | null;
  readonly version: RetryVersion | null;
  readonly note: string;
  readonly by: Actor;
  readonly total: number;
}

/** Writes a job that begins at once. Returns its id. */
export async function insertFailureJob(tx: Tx, job: NewFailureJob): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-failure-job",
    text: `
      insert into belfry.failure_jobs (work, filter, scope, start_from, version, note, asked_by, created_at, next_at, total)
      select $1, $2, $3, $4, $5, $6, $7, belfry.now(), belfry.now(), $8
      returning id`,
    values: [job.work, job.filter, job.scope, job.from, job.version, job.note, job.by, job.total],
  });
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("A job was written and has no id.");
  return id;
}
