-- fail-feed, sent by engine/src/sql/feeds/fail-feed.ts
with failed as (
  select trigger_id,
    case when state = 'listening' and since < belfry.now() - $8 * interval '1 millisecond' then 1 else attempts + 1 end as n
  from belfry.trigger_feeds where trigger_id = $1 and node = $2 and epoch = $3 for update
), waits as (
  select trigger_id, n, (least($6, $5 * power(2, least(n - 1, 20))) * $7)::int as ms from failed
)
update belfry.trigger_feeds f
set node = null, attempts = n, last_error = $4, last_error_at = belfry.now(), state = 'failing',
  since = case when state = 'failing' then since else belfry.now() end,
  due_at = belfry.now() + ms * interval '1 millisecond'
from waits w where f.trigger_id = w.trigger_id
returning n as attempts, ms as "retryInMs"
