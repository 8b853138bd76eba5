import type { Tx } from "@belfry/store";

/**
 * Says which execution runs in the place of another one. That, and the children that the other one started, leave the
 * dead-letter list.
 */
export async function insertRetry(
  tx: Tx,
  { id, retriedAs }: { readonly id: number; readonly retriedAs: number },
): Promise<void> {
  await tx.query({
    name: "insert-retry",
    text: `
      with gone as (
        delete from belfry.failed_executions
        where execution_id in (
          select $1::bigint
          union all
          select c.id from belfry.executions c where c.parent_id = $1 and c.item_index is not null)
      )
      insert into belfry.execution_retries (execution_id, retried_as) values ($1::bigint, $2)`,
    values: [id, retriedAs],
  });
}
