-- notify-list-callback-events, sent by notify/src/sql/list-callback-events.ts
select e.id, 'delivery.' || e.state as type, e.message_id as "messageId", d.recipient, e.at, e.status, e.tries,
       case when e.status = 'waiting' then e.next_at end as "nextAt", e.tried_at as "triedAt",
       e.http_status as "httpStatus", e.problem
from belfry.callback_events e
join belfry.deliveries d on d.id = e.delivery_id
where e.callback_id = (select id from belfry.callbacks where name = $1)
  and ($2::text is null or e.status = $2)
  and ($3::bigint is null or e.delivery_id in (select id from belfry.deliveries where message_id = $3))
  and ($4::bigint is null or e.id < $4)
order by e.id desc
limit $5
