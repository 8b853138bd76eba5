import type { Tx } from "@belfry/store";

/** The executions that waited for one of these messages and need not wait any longer. */
export async function findSettledExecutions(tx: Tx, messageIds: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ executionId: number }>({
    name: "notify-find-settled-executions",
    text: `
      select distinct m.execution_id as "executionId"
      from belfry.messages m
      where m.id = any($1::bigint[]) and m.execution_id is not null
        and not exists (select 1 from belfry.deliveries d where d.message_id = m.id and d.state in ('queued', 'sending'))
      order by 1`,
    values: [messageIds],
  });
  return rows.map(({ executionId }) => executionId);
}
