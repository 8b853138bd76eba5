import type { Queryable } from "@belfry/store";

/**
 * Ends a run. One that is done stays so: when the answer to that was lost, its process takes it for failed and says so.
 */
export async function endRun(
  db: Queryable,
  run: number,
  { state, reason = null }: { readonly state: "done" | "failed"; readonly reason?: string | null },
): Promise<void> {
  await db.query({
    name: "incentive-end-run",
    text: `
      update belfry.incentive_runs set state = $2, reason = $3, ended_at = belfry.now()
      where id = $1 and state <> 'done'`,
    values: [run, state, reason],
  });
}
