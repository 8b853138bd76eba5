import type { Tx } from "@belfry/store";

/** Gives executions that a node of an older version added their places. Call it with the gates of their rules locked. */
export async function adoptGated(tx: Tx, ruleIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "adopt-gated",
    text: `
      with foreigners as materialized (
        select id, gate, run_at = 'infinity' and state = 'pending' as waits from belfry.execution_queue
        where rule_id = any($1::int[]) and gate is not null
        order by id
        for no key update
      ), places as (
        insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
        select id, 'rule:' || gate, 0, gate, case when waits then 'waits' else 'holds' end, (select belfry.now()) from foreigners
        on conflict do nothing
      )
      update belfry.execution_queue q set gate = null from foreigners f where q.id = f.id and f.waits`,
    values: [ruleIds],
  });
}
