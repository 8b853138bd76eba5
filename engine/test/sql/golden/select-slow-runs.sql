-- select-slow-runs, sent by engine/src/sql/alerts/select-slow-runs.ts
select distinct on (q.rule_id) q.rule_id as "ruleId", r.slug, q.id as "executionId", q.started_at as "startedAt",
  a.allowed as "allowedMs", e.trigger
from belfry.execution_queue q
join belfry.alert_watches w on w.rule_id = q.rule_id
join belfry.rules r on r.id = q.rule_id
join belfry.executions e on e.id = q.id,
lateral (
  select case when w.own -> 'slowerThanMs' = 'false' then null
    else coalesce((nullif(w.own -> 'slowerThanMs', 'null'))::bigint, w.interval_ms) end as allowed) a
where q.node is not null and q.started_at < (select belfry.now()) - make_interval(secs => a.allowed / 1000.0)
order by q.rule_id, q.started_at
