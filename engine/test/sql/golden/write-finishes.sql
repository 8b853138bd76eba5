-- write-finishes, sent by engine/src/sql/executions/write-finishes.ts
with r as (
  select * from json_to_recordset($1::json) as r (execution bigint, epoch int, "createdOn" date, action text, iteration text, attempt smallint, redrive smallint,
  use text, "runState" text, output jsonb, "runFailure" jsonb, "tookMs" int, "retryMs" float8, "ruleId" int, parent bigint, "toState" text, failure jsonb, "endOutput" jsonb)
), locked as (
  select q.id, q.epoch from belfry.execution_queue q
  where q.id in (select execution from r union all select parent from r where parent is not null)
  order by q.id
  for no key update
), ok as (
  select r.* from r join locked on locked.id = r.execution and locked.epoch = r.epoch
), runs as (
  insert into belfry.action_runs (created_on, execution_id, action, iteration, attempt, redrive, use, state, output, failure,
    took_ms, finished_at, retry_at, node)
  select "createdOn", execution, action, iteration, attempt, redrive, use, "runState", output, "runFailure", "tookMs",
    (select belfry.now()), (select belfry.now()) + "retryMs" * interval '1 millisecond', $2
  from ok where action is not null
  on conflict do nothing
), gone as (
  delete from belfry.execution_queue q using ok where q.id = ok.execution
  returning q.id, q.started_at, ok."toState", ok.failure, ok."endOutput"
), dead as (
  insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
  select execution, "ruleId", (select belfry.now()), belfry.failure_group("ruleId", coalesce(failure, '{}')) from ok where "toState" = 'failed'
  on conflict do nothing
), told as (
  insert into belfry.rule_outcomes (trigger_id, execution_id, redrive, state, failure, ended_at)
  select w.trigger_id, e.id, e.redrive, ok."toState", ok.failure, (select belfry.now())
  from ok
  join belfry.outcome_watches w on w.rule_id = ok."ruleId" and ok."toState" = any (w.states)
  join belfry.executions e on e.id = ok.execution and e.item_index is null
), woken as (
  update belfry.execution_queue p
  set signals = p.signals + 1, run_at = case when p.state = 'waiting' then least(p.run_at, (select belfry.now())) else p.run_at end
  where p.id in (select parent from ok)
)
update belfry.executions e
set state = gone."toState", failure = gone.failure, output = gone."endOutput", started_at = gone.started_at, finished_at = (select belfry.now())
from gone where e.id = gone.id
returning e.id
