-- select-lasting-failures, sent by engine/src/sql/alerts/select-lasting-failures.ts
select 'feed.failing' as kind, r.slug || '/' || t.key as subject, f.rule_id as "ruleId",
  jsonb_build_object('trigger', t.key, 'attempts', f.attempts, 'failingSince', f.since, 'failure', f.last_error) as facts
from belfry.trigger_feeds f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = f.rule_id
where f.state = 'failing' and f.since <= (select belfry.now()) - make_interval(secs => $1 / 1000.0)
union all
select 'connection.parked', b.connection, null,
  jsonb_build_object('openedAt', b.opened_at, 'reason', b.reason, 'openedBy', b.opened_by, 'failure', b.failure)
from belfry.breakers b where b.state <> 'closed'
union all
select 'execution.poisoned', e.id::text, e.rule_id,
  jsonb_build_object('executionId', e.id, 'message', e.failure ->> 'message', 'details', e.failure -> 'details')
from belfry.failed_executions f join belfry.executions e on e.id = f.execution_id
where (f.failed_at > (select belfry.now()) - interval '10 minutes' or f.execution_id = any ($2::bigint[]))
  and e.failure ->> 'code' = 'EXECUTION_POISONED'
