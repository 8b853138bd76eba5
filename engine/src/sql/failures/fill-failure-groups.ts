import type { Queryable } from "@belfry/store";

/** Gives a group to what a node of the version before has written. Returns how many there were. */
export async function fillFailureGroups(db: Queryable, limit: number): Promise<number> {
  const { count } = await db.query({
    name: "fill-failure-groups",
    text: `
      with bare as (
        select execution_id, rule_id from belfry.failed_executions where group_key is null limit $1 for update skip locked
      )
      update belfry.failed_executions f set group_key = belfry.failure_group(bare.rule_id, coalesce(e.failure, '{}'))
      from bare join belfry.executions e on e.id = bare.execution_id
      where f.execution_id = bare.execution_id`,
    values: [limit],
  });
  return count;
}
