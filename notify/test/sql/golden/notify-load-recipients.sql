-- notify-load-recipients, sent by notify/src/sql/load-recipients.ts
select d.id, m.channel, d.recipient, d.message_id as "messageId"
from belfry.deliveries d join belfry.messages m on m.id = d.message_id
where d.id = any($1::bigint[])
order by d.id
