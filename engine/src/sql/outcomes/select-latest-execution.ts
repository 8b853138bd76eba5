import type { Queryable } from "@belfry/store";

/** What a rule did last. */
export interface LatestExecution {
  readonly executionId: number;
  readonly state: string;
  readonly code: string | null;
}

/** The newest execution of a rule, no item of a list, that was created or ended from a time on, whatever its state. */
export async function selectLatestExecution(
  db: Queryable,
  rule: string,
  from: Date,
): Promise<LatestExecution | undefined> {
  const { rows } = await db.query<LatestExecution>({
    name: "select-latest-execution",
    text: `
      select e.id as "executionId", coalesce(e.state, q.state, 'pending') as state, e.failure ->> 'code' as code
      from (
        select id, state, failure, created_at, finished_at from belfry.executions
        where rule_id = (select id from belfry.rules where slug = $1) and item_index is null
        order by id desc limit 1) e
      left join belfry.execution_queue q on q.id = e.id
      where e.created_at >= $2 or e.finished_at >= $2 or q.id is not null`,
    values: [rule, from],
  });
  return rows[0];
}
