-- insert-retry, sent by engine/src/sql/failures/insert-retry.ts
with gone as (
  delete from belfry.failed_executions
  where execution_id in (
    select $1::bigint
    union all
    select c.id from belfry.executions c where c.parent_id = $1 and c.item_index is not null)
)
insert into belfry.execution_retries (execution_id, retried_as) values ($1::bigint, $2)
