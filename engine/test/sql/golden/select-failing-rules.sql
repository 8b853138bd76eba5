-- select-failing-rules, sent by engine/src/sql/alerts/select-failing-rules.ts
with wanted as (
  select rule_id from belfry.failed_executions where failed_at > (select belfry.now()) - interval '1 day'
  union
  select unnest($2::int[])
), watched as materialized (
  select w.rule_id, r.slug, w.own,
    (select belfry.now()) - make_interval(secs => coalesce((w.own ->> 'overMs')::bigint, $1::bigint) / 1000.0) as since
  from wanted join belfry.alert_watches w using (rule_id) join belfry.rules r on r.id = w.rule_id
)
select w.rule_id as "ruleId", w.slug, w.own, f.failed, g.succeeded, l.left as "isLeft", e.last, e.trigger
from watched w,
  lateral (
    select count(*)::int as failed, max(f.execution_id) as last_id
    from (
      select f.execution_id from belfry.failed_executions f join belfry.executions e on e.id = f.execution_id
      where f.rule_id = w.rule_id and f.failed_at > w.since and e.item_index is null
      order by f.execution_id desc limit 1000) f
  ) f,
  lateral (
    select count(*)::int as succeeded
    from (
      select e.state, e.finished_at, e.item_index from belfry.executions e where e.rule_id = w.rule_id order by e.id desc limit 1000) e
    where e.state = 'success' and e.finished_at > w.since and e.item_index is null
  ) g,
  lateral (select exists (select from belfry.failed_executions f where f.rule_id = w.rule_id) as left) l
  left join lateral (
    select jsonb_build_object('id', e.id, 'code', e.failure ->> 'code', 'message', e.failure ->> 'message') as last, e.trigger
    from belfry.executions e where e.id = f.last_id) e on true
