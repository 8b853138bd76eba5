-- notify-cancel-queued, sent by notify/src/sql/cancel-queued.ts
update belfry.deliveries
set state = 'cancelled', reason = $3, updated_at = belfry.now()
where message_id = $1 and state = 'queued' and ($2::text[] is null or lower(recipient) = any($2))
