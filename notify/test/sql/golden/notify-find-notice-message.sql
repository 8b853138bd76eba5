-- notify-find-notice-message, sent by notify/src/sql/find-notice-message.ts
select m.id
from belfry.delivery_attempts a
join belfry.deliveries d on d.id = a.delivery_id
join belfry.messages m on m.id = d.message_id
where a.provider_id = $2 and m.channel = $1
limit 1
