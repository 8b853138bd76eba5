import type { Tx } from "@belfry/store";

/**
 * Asks whoever holds an execution, or its children, to stop; those that nobody holds are claimed at once to be ended. Call
 * it with the execution locked: children that are being started meanwhile would otherwise not be seen.
 */
export async function requestCancel(tx: Tx, id: number, by: string): Promise<number> {
  const { count } = await tx.query({
    name: "request-cancel",
    text: `
      with wanted as (
        select id from belfry.execution_queue where id = $1 or parent_id = $1 order by id for no key update
      )
      update belfry.execution_queue q
      set cancel_by = coalesce(q.cancel_by, $2), run_at = least(q.run_at, (select belfry.now())), signals = q.signals + 1
      from wanted where q.id = wanted.id`,
    values: [id, by],
  });
  return count;
}
