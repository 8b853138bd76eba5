-- write-checkpoints, sent by engine/src/sql/executions/write-checkpoints.ts
with r as (
  select * from json_to_recordset($1::json) as r (execution bigint, epoch int, "createdOn" date, action text, iteration text, attempt smallint, redrive smallint,
  use text, "runState" text, output jsonb, "runFailure" jsonb, "tookMs" int, "retryMs" float8)
), held as (
  select q.id, q.epoch from belfry.execution_queue q
  where (q.id, q.epoch) in (select execution, epoch from r)
  order by q.id
  for no key update
), ok as (
  select r.* from r join held on held.id = r.execution and held.epoch = r.epoch
), runs as (
  insert into belfry.action_runs (created_on, execution_id, action, iteration, attempt, redrive, use, state, output, failure,
    took_ms, finished_at, retry_at, node)
  select "createdOn", execution, action, iteration, attempt, redrive, use, "runState", output, "runFailure", "tookMs",
    (select belfry.now()), (select belfry.now()) + "retryMs" * interval '1 millisecond', $2
  from ok where action is not null
  on conflict do nothing
)
select distinct execution as id from ok
