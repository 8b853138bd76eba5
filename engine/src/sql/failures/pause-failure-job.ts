import type { Tx } from "@belfry/store";

/** A job waits where it is: nothing went wrong, and it is looked at again after this time. */
export async function pauseFailureJob(tx: Tx, id: number, ms: number): Promise<void> {
  await tx.query({
    name: "pause-failure-job",
    text: "update belfry.failure_jobs set next_at = belfry.now() + make_interval(secs => $2 / 1000.0) where id = $1",
    values: [id, ms],
  });
}
