-- select-failure-groups, sent by engine/src/sql/failures/select-failure-groups.ts
with g as (
  select f.group_key, max(f.execution_id) as id, count(*)::int as n, min(f.failed_at) as first_at, max(f.failed_at) as last_at
  from belfry.failed_executions f
  where f.group_key is not null
    and ($1::text is null or f.rule_id = (select id from belfry.rules where slug = $1))
    and ($2::timestamptz is null or f.failed_at >= $2)
    and ($3::timestamptz is null or f.failed_at < $3)
    and ($4::jsonb is null or f.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $4))
      and belfry.execution_in_scope(f.execution_id, $4))
  group by f.group_key
  having $5::bigint is null or max(f.execution_id) < $5
  order by max(f.execution_id) desc
  limit $6
)
select g.group_key as "group", r.slug as rule, r.name as "ruleName", e.failure, g.n as count, g.first_at as "firstAt",
  g.last_at as "lastAt", g.id as "executionId", belfry.failure_fingerprint(coalesce(e.failure ->> 'message', '')) as fingerprint
from g join belfry.executions e on e.id = g.id join belfry.rules r on r.id = e.rule_id
order by g.id desc
