-- select-retention-limits, sent by engine/src/sql/retention/select-retention-limits.ts
with oldest as (
  select e.created_at from belfry.executions e
  where e.id = (select min(id) from belfry.execution_queue))
select
  date_trunc('day', least(belfry.now() - make_interval(days => $1), (select created_at from oldest)), 'UTC') as executions,
  date_trunc('day', least(belfry.now() - make_interval(days => $2), (select created_at from oldest)), 'UTC') as datasets
