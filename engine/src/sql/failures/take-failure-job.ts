import type { Actor, Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { FailureSelection, RetryFrom, RetryVersion } from "../../views/failure-views.ts";

export interface TakenFailureJob {
  readonly id: number;
  readonly work: "redrive" | "dismiss";
  readonly filter: Omit<FailureSelection, "from" | "until"> & { readonly from?: string; readonly until?: string };
  readonly scope: Scope | null;
  readonly from: RetryFrom | null;
  readonly version: RetryVersion | null;
  readonly note: string;
  readonly by: Actor;
  readonly createdAt: Date;
  readonly before: number;
  readonly tries: number;
  readonly done: number;
  readonly refused: number;
}

/** The next job that is due and that no other node works on, locked for this transaction. */
export async function takeFailureJob(tx: Tx): Promise<TakenFailureJob | undefined> {
  const { rows } = await tx.query<TakenFailureJob>({
    name: "take-failure-job",
    text: `
      select id, work, filter, scope, start_from as "from", version, note, asked_by as by, created_at as "createdAt",
        before_id as before, tries, done, refused
      from belfry.failure_jobs
      where next_at <= (select belfry.now())
      order by next_at
      limit 1
      for update skip locked`,
  });
  return rows[0];
}
