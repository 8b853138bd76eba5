-- select-statistics, sent by engine/src/sql/statistics/select-statistics.ts
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
    and (e.finished_at at time zone $3)::date between $1 and $2)
select to_char(date_trunc($8, day::timestamp), 'YYYY-MM-DD') as period, kind, key, sum(n)::int8 as n
from (
  select day, kind, key, n from belfry.statistics s
  where $9 and kind in ('state', 'failure', 'took', 'waited') and day between $1 and $2 and rule_id = 0
  union all
  select day, kind, key, n from belfry.statistics s
  where not $9 and kind in ('state', 'failure', 'took', 'waited') and day between $1 and $2 and rule_id in (select id from chosen)
  union all
  select day, kind, key, n from recent where $9 or rule_id in (select id from chosen)
) counted
group by 1, 2, 3 having sum(n) > 0
order by 1, 2, 3
