import type { Tx } from "@belfry/store";

/** Puts reopened executions into the queue. Gated ones wait for the gate. */
export async function enqueueExecutions(
  tx: Tx,
  rows: readonly {
    id: number;
    ruleId: number;
    parentId: number | null;
    priority: number;
    gated: boolean;
    waiting: boolean;
  }[],
): Promise<void> {
  await tx.query({
    name: "enqueue-executions",
    text: `
      insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, run_at, state)
      select id, "ruleId", "parentId", case when gated then "ruleId" end, priority,
        case when gated or waiting then 'infinity' else (select belfry.now()) end, case when waiting then 'waiting' else 'pending' end
      from json_to_recordset($1::json) as r (id bigint, "ruleId" int, "parentId" bigint, priority smallint, gated boolean, waiting boolean)
      on conflict (id) do nothing`,
    values: [JSON.stringify(rows)],
  });
}
