-- notify-find-receipt-deliveries, sent by notify/src/sql/find-receipt-deliveries.ts
with said as (
  select place, provider_id, recipient,
         case when message_key ~ ('^' || (select id from belfry.installation) || '-[0-9]{1,18}$')
              then split_part(message_key, '-', -1)::bigint end as message_id
  from unnest($3::int[], $4::text[], $5::text[], $6::text[]) as w (place, provider_id, message_key, recipient)),
found as (
  select s.place, d.id, d.message_id, d.state, s.recipient, d.recipient as whose
  from said s
  join belfry.delivery_attempts a on a.provider_id = s.provider_id and a.account = $2
  join belfry.deliveries d on d.id = a.delivery_id
  union
  select s.place, d.id, d.message_id, d.state, s.recipient, d.recipient
  from said s
  join belfry.deliveries d on d.message_id = s.message_id
  where exists (select 1 from belfry.delivery_attempts a where a.delivery_id = d.id and a.account = $2)
  union
  select s.place, d.id, d.message_id, d.state, s.recipient, d.recipient
  from said s
  join belfry.deliveries d on lower(d.recipient) = lower(s.recipient) and d.state = 'sending'
  where s.message_id is null
    and exists (select 1 from belfry.delivery_attempts a
                where a.delivery_id = d.id and a.attempt = d.attempts and a.account = $2 and a.outcome is null))
select f.place, f.id as "deliveryId", f.message_id as "messageId", f.state = 'sending' as "isBeingSent"
from found f
join belfry.messages m on m.id = f.message_id and m.channel = $1
where f.recipient is null or lower(f.recipient) = lower(f.whose)
order by f.place, f.id
