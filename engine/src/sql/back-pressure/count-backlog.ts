import type { Queryable } from "@belfry/store";

/**
 * How many executions of each rule wait for a worker, for a place or for their turn; the counting stops at `limit` of each
 * kind, so that a queue of a million costs no more than a full one. Executions that wait for something else are not work
 * that has piled up.
 */
export async function countBacklog(db: Queryable, limit: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ rule: number; n: number }>({
    name: "count-backlog",
    text: `
      select rule_id as rule, count(*)::int as n
      from (
        (select rule_id from belfry.execution_queue where node is null and turn_at < 'infinity' order by rule_id limit $1::int)
        union all
        (select rule_id from belfry.execution_queue
         where node is null and turn_at = 'infinity' and run_at < 'infinity' and run_at <= belfry.now() limit $1::int)
        union all
        (select rule_id from belfry.gate_places where state = 'waits' order by rule_id limit $1::int)
        union all
        (select rule_id from belfry.execution_queue
         where state = 'pending' and not_before is not null and run_at > belfry.now() and run_at < 'infinity' limit $1::int)
      ) waiting
      group by rule_id`,
    values: [limit],
  });
  return new Map(rows.map(({ rule, n }) => [rule, n]));
}
