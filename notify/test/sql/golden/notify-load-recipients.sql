-- notify-load-recipients, sent by notify/src/sql/load-recipients.ts
select id, recipient, message_id as "messageId" from belfry.deliveries where id = any($1::bigint[])
