-- select-ending, sent by engine/src/sql/outcomes/select-ending.ts
with page as materialized (
  select e.id, e.item_index, e.state, e.created_at, e.finished_at, e.trigger
  from belfry.executions e
  where e.rule_id = (select id from belfry.rules where slug = $1) and ($5::bigint is null or e.id < $5)
  order by e.id desc limit 1000
), found as (
  select id, state, finished_at, trigger from page
  where item_index is null and state = any ($2) and finished_at >= $3 and finished_at < $4
  order by id desc limit 1
)
select p.last, p.n, p.old, f.id as "executionId", f.state, f.finished_at as "endedAt", f.trigger
from (
  select min(id) as last, count(*)::int as n, coalesce(min(created_at) < $3 - interval '7 days', true) as old
  from page) p
left join found f on true
