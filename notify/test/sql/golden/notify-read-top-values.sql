-- notify-read-top-values, sent by notify/src/sql/read-top-values.ts
with counted as materialized (
  select channel, value, key as state, sum(n)::bigint as n
  from (
    select channel, value, key, n from belfry.message_statistics
    where period = $1 and slice = $2 and at >= $4 and at < $5 and kind = 'state'
    union all
    select channel, value, key, n from belfry.count_marks($6, null)
    where period = $1 and slice = $2 and at >= $4 and at < $5 and kind = 'state') c
  where $3::text is null or channel = $3
  group by channel, value, key),
top as (
  select channel, value, sum(n) as total from counted group by channel, value having sum(n) > 0
  order by total desc, channel, value limit $7)
select c.channel, c.value, c.state, c.n
from top t join counted c using (channel, value)
where c.n > 0
order by t.total desc, c.channel, c.value, c.state
