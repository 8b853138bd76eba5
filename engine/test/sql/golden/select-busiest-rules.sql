-- select-busiest-rules, sent by engine/src/sql/statistics/select-busiest-rules.ts
with chosen as materialized (
  select r.id, r.slug, r.name
  from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
  where ($4::text is null or r.slug = $4)
    and ($5::text is null or v.folder = $5 or starts_with(v.folder, $5 || '/'))
    and ($6::jsonb is null or r.labels @> $6)
    and ($7::jsonb is null or belfry.labels_in_scope(r.labels, $7))
), ended as (
  select rule_id, state, (failure ->> 'class') || ' ' || (failure ->> 'code') as failure, created_at, started_at, finished_at, redrive, 1 as n
  from belfry.executions
  where item_index is null
    and finished_at >= coalesce((select counted_until from belfry.statistics_progress), '-infinity')
    -- With one end only PostgreSQL would expect a third of the table, and read all of it.
    and finished_at < 'infinity'
  union all 
  select rule_id, state, failure, created_at, started_at, finished_at, redrive, -1 as n from belfry.statistics_reopened
  where finished_at < (select counted_until from belfry.statistics_progress)
), recent as (
  select (e.finished_at at time zone $3)::date as day, e.rule_id, f.kind, f.key, e.n
  from ended e cross join lateral (values
    ('state', e.state),
    ('failure', case when e.state = 'failed' then e.failure end),
    ('took', belfry.step_of_time(extract(epoch from e.finished_at - e.started_at)::float8 * 1000)::text),
    -- One that was opened again did not wait since it was created.
    ('waited', case when e.redrive = 0 then belfry.step_of_time(extract(epoch from e.started_at - e.created_at)::float8 * 1000)::text end)
  ) f (kind, key)
  where f.key is not null
    and (e.finished_at at time zone $3)::date between $1 and $2), counted as (
  select rule_id, key, n from belfry.statistics
  where kind = 'state' and day between $1 and $2 and rule_id <> 0
  union all
  select rule_id, key, n from recent where kind = 'state'
)
select r.slug as rule, r.name, sum(c.n)::int8 as executions,
  coalesce(sum(c.n) filter (where c.key = 'success'), 0)::int8 as succeeded,
  coalesce(sum(c.n) filter (where c.key = 'failed'), 0)::int8 as failed
from counted c join chosen r on r.id = c.rule_id
group by r.id, r.slug, r.name having sum(c.n) > 0
order by 3 desc, r.slug
limit $8
