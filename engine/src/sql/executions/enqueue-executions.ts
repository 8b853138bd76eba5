import type { Tx } from "@belfry/store";

export interface QueuedExecution {
  readonly id: number;
  readonly ruleId: number;
  readonly parentId: number | null;
  readonly priority: number;
  /** How often it has been opened again. */
  readonly redrive: number;
  /** Whether it has to wait for the gate of its rule. */
  readonly gated: boolean;
  /** Whether it waits for its children. */
  readonly waiting: boolean;
}

/**
 * Puts reopened executions into the queue. Their epochs begin where no holding of an earlier life has been: a node that
 * was stopped since then must not find its old epoch in the new row and write into it.
 */
export async function enqueueExecutions(tx: Tx, rows: readonly QueuedExecution[]): Promise<void> {
  await tx.query({
    name: "enqueue-executions",
    text: `
      insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, epoch, run_at, state)
      select id, "ruleId", "parentId", case when gated then "ruleId" end, priority, redrive * 65536,
        case when gated or waiting then 'infinity' else (select belfry.now()) end, case when waiting then 'waiting' else 'pending' end
      from json_to_recordset($1::json) as r (id bigint, "ruleId" int, "parentId" bigint, priority smallint, redrive int, gated boolean,
        waiting boolean)
      on conflict (id) do nothing`,
    values: [JSON.stringify(rows)],
  });
}
