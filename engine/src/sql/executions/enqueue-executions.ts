import type { Tx } from "@belfry/store";
import { fairTurns } from "./fair-turns.ts";

export interface QueuedExecution {
  readonly id: number;
  readonly ruleId: number;
  readonly parentId: number | null;
  readonly priority: number;
  /** How often it has been opened again. */
  readonly redrive: number;
  /** Whether it has to pass gates. */
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
      with r as (
        select * from json_to_recordset($1::json) as r (place int, id bigint, "ruleId" int, "parentId" bigint, priority smallint, redrive int,
          gated boolean, waiting boolean)
      ), ready as materialized (
        select id, "ruleId", priority, place from r where not gated and not waiting
      ), ${fairTurns("ready")}
      insert into belfry.execution_queue (id, rule_id, parent_id, priority, band, epoch, run_at, turn_at, state)
      select r.id, "ruleId", "parentId", priority, belfry.band_of(priority), redrive * 65536,
        case when gated or waiting then 'infinity' else (select belfry.now()) end, coalesce(turns.turn_at, 'infinity'),
        case when waiting then 'waiting' else 'pending' end
      from r left join turns using (id)
      on conflict (id) do nothing`,
    values: [JSON.stringify(rows.map((row, place) => ({ place, ...row })))],
  });
}
