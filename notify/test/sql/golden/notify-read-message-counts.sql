-- notify-read-message-counts, sent by notify/src/sql/read-message-counts.ts
select at, channel, value, kind, key, sum(n)::bigint as n
from (
  select at, channel, value, kind, key, n from belfry.message_statistics
  where period = $1 and slice = $2 and at >= $5 and at < $6 and ($3::text is null or value = $3)
  union all
  select at, channel, value, kind, key, n from belfry.count_marks($7, null)
  where period = $1 and slice = $2 and at >= $5 and at < $6 and ($3::text is null or value = $3)) counted
where $4::text is null or channel = $4
group by at, channel, value, kind, key
having sum(n) > 0
