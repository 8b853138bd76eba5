-- notify-read-waiting-tail, sent by notify/src/sql/read-waiting-tail.ts
select last.at, (
  select count(*)::int from (
    select from belfry.deliveries
    where state = 'queued' and waits_for = $1 and run_at = last.at limit $2) same) as count
from (
  select run_at as at from belfry.deliveries
  where state = 'queued' and waits_for = $1
  order by run_at desc limit 1) last
