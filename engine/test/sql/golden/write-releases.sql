-- write-releases, sent by engine/src/sql/executions/write-releases.ts
with r as (
  select * from json_to_recordset($1::json) as r (execution bigint, epoch int, "createdOn" date, action text, iteration text, attempt smallint, redrive smallint,
  use text, "runState" text, output jsonb, "runFailure" jsonb, "tookMs" int, "retryMs" float8, "toState" text, "waitFor" text, "delayMs" float8, until timestamptz,
    signals int, "parkedFor" text)
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
), breakers as (
  select connection from belfry.breakers
  where connection in (select "parkedFor" from r) and state <> 'closed'
  order by connection
  for no key update
), looked_at as (
  update belfry.breakers b set look_at = least(b.look_at, greatest(b.probe_at, (select belfry.now())))
  from breakers where b.connection = breakers.connection
)
update belfry.execution_queue q
set node = null, state = ok."toState", action = ok."waitFor", turn_at = 'infinity', connection = ok."parkedFor", pass = null,
  parked_at = case when ok."parkedFor" is null then null when q.connection = ok."parkedFor" then coalesce(q.parked_at, (select belfry.now()))
    else (select belfry.now()) end,
  run_at = case
    when q.cancel_by is not null or (ok."toState" = 'waiting' and q.signals <> ok.signals) then (select belfry.now())
    when ok."parkedFor" is not null and ok."parkedFor" not in (select connection from breakers) then (select belfry.now())
    else coalesce(least((select belfry.now()) + ok."delayMs" * interval '1 millisecond', ok.until), 'infinity') end
from ok where q.id = ok.execution
returning q.id
