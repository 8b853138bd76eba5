-- notify-read-paces, sent by notify/src/sql/read-paces.ts
with recent as materialized (
  select delivery_id, account from belfry.delivery_attempts
  where started_at > belfry.now() - $1::int * interval '1 minute' limit 50000),
sent as materialized (
  select account, (select message_id from belfry.deliveries where id = recent.delivery_id) as message_id from recent),
told as materialized (
  select account, message_id, (select channel from belfry.messages where id = sent.message_id) as channel from sent)
select channel, account, count(*) as attempts, count(distinct message_id) as messages
from told where channel is not null
group by channel, account
