-- notify-list-waiting-lines, sent by notify/src/sql/list-waiting-lines.ts
with recursive lines as (
  (select waits_for as line, run_at from belfry.deliveries
   where state = 'queued' and waits_for is not null
   order by waits_for, run_at limit 1)
  union all
  select next.waits_for, next.run_at
  from lines cross join lateral (
    select waits_for, run_at from belfry.deliveries
    where state = 'queued' and waits_for > lines.line
    order by waits_for, run_at limit 1) next)
select line, run_at as "firstAt", belfry.now() as now from lines where run_at > belfry.now()
