-- fill-failure-groups, sent by engine/src/sql/failures/fill-failure-groups.ts
with bare as (
  select execution_id, rule_id from belfry.failed_executions where group_key is null limit $1 for update skip locked
)
update belfry.failed_executions f set group_key = belfry.failure_group(bare.rule_id, coalesce(e.failure, '{}'))
from bare join belfry.executions e on e.id = bare.execution_id
where f.execution_id = bare.execution_id
