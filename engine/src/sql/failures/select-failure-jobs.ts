import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { FailureJob } from "../../views/failure-views.ts";
import { jobColumns } from "./failure-job-row.ts";

export interface FailureJobQuery {
  readonly id: number | null;
  /** Only those that were asked for under this restriction. */
  readonly scope: Scope | null;
  readonly before: number | null;
  readonly limit: number;
}

/** Jobs, the newest first. */
export async function selectFailureJobs(db: Queryable, query: FailureJobQuery): Promise<FailureJob[]> {
  const { rows } = await db.query<FailureJob>({
    name: "select-failure-jobs",
    text: `
      select ${jobColumns} from belfry.failure_jobs j
      where ($1::bigint is null or j.id = $1::bigint) and ($2::jsonb is null or j.scope = $2) and ($3::bigint is null or j.id < $3::bigint)
      order by j.id desc
      limit $4`,
    values: [query.id, query.scope, query.before, query.limit],
  });
  return rows;
}
