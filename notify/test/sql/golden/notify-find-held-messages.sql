-- notify-find-held-messages, sent by notify/src/sql/find-held-messages.ts
select distinct message_id as "messageId" from belfry.deliveries
where state = 'sending' and node = any($1::int[])
