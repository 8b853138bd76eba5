import type { Queryable } from "@belfry/store";

/** A chunk could not be written: the job is tried again later, piece by piece. */
export async function postponeFailureJob(db: Queryable, id: number, ms: number): Promise<void> {
  await db.query({
    name: "postpone-failure-job",
    text: `
      update belfry.failure_jobs set tries = tries + 1, next_at = belfry.now() + make_interval(secs => $2 / 1000.0)
      where id = $1 and next_at is not null`,
    values: [id, ms],
  });
}
