import type { Tx } from "@belfry/store";

/** Ends a job where it is. Returns whether it was still running. */
export async function cancelFailureJob(tx: Tx, id: number, by: string): Promise<boolean> {
  const { count } = await tx.query({
    name: "cancel-failure-job",
    text: `
      update belfry.failure_jobs set next_at = null, finished_at = belfry.now(), cancelled_by = $2
      where id = $1::bigint and next_at is not null`,
    values: [id, by],
  });
  return count > 0;
}
