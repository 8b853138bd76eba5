-- count-ended, sent by engine/src/sql/statistics/count-ended.ts
with reopened as (
  delete from belfry.statistics_reopened returning *
), ended as (
  select rule_id, state, (failure ->> 'class') || ' ' || (failure ->> 'code') as failure, created_at, started_at, finished_at, redrive, 1 as n
  from belfry.executions
  where item_index is null and finished_at >= $1 and finished_at < $2
  union all 
  select rule_id, state, failure, created_at, started_at, finished_at, redrive, -1 as n from reopened where finished_at < $1
), facts as (
  select (e.finished_at at time zone $3)::date as day, e.rule_id, f.kind, f.key, e.n
  from ended e cross join lateral (values
    ('state', e.state),
    ('failure', case when e.state = 'failed' then e.failure end),
    ('took', belfry.step_of_time(extract(epoch from e.finished_at - e.started_at)::float8 * 1000)::text),
    -- One that was opened again did not wait since it was created.
    ('waited', case when e.redrive = 0 then belfry.step_of_time(extract(epoch from e.started_at - e.created_at)::float8 * 1000)::text end)
  ) f (kind, key)
  where f.key is not null
), counted as (
  insert into belfry.statistics as s (day, rule_id, kind, key, n)
  select day, coalesce(rule_id, 0), kind, key, sum(n) from facts
  group by grouping sets ((day, rule_id, kind, key), (day, kind, key))
  on conflict (kind, day, rule_id, key) do update set n = s.n + excluded.n
)
update belfry.statistics_progress set counted_until = $2, jump_id = $4
