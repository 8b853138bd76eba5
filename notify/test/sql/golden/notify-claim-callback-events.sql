-- notify-claim-callback-events, sent by notify/src/sql/claim-callback-events.ts
with open as materialized (
  select id from belfry.callbacks
  where enabled and verified_at is not null and disabled_at is null
    and (paused_until is null or paused_until <= belfry.now()) and id <> all($1::int[])),
due as materialized (
  select e.id, (select min(b.next_at) from belfry.callback_events b
                where b.delivery_id = e.delivery_id and b.callback_id = open.id and b.id < e.id
                  and b.status = 'waiting') as behind
  from open
  cross join lateral (
    select id, delivery_id from belfry.callback_events
    where callback_id = open.id and status = 'waiting' and next_at <= belfry.now()
    order by next_at, id limit $2
    for update skip locked) e
  limit $3),
moved as (
  update belfry.callback_events e
  set tries = case when behind is null then e.tries + 1 else e.tries end,
      tried_at = case when behind is null then belfry.now() else e.tried_at end,
      next_at = greatest(behind, belfry.now() + interval '60 seconds')
  from due where e.id = due.id
  returning e.*, due.behind is not null as is_behind)
select t.id, t.message_id as "messageId", t.delivery_id as "deliveryId", d.recipient, d.field, m.channel, t.state,
       t.previous, t.attempt, t.account, t.code, t.reason, m.business_key as "businessKey", m.labels, t.at, t.tries,
       c.id as "callbackId", c.name as callback, c.url,
       case when c.previous_until > belfry.now() then array[c.secret, c.previous_secret] else array[c.secret] end as secrets,
       (select id from belfry.installation) as installation, t.is_behind as "isBehind"
from moved t
join belfry.callbacks c on c.id = t.callback_id
join belfry.messages m on m.id = t.message_id
join belfry.deliveries d on d.id = t.delivery_id
order by t.id
