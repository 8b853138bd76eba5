-- notify-cancel-queued, sent by notify/src/sql/cancel-queued.ts
update belfry.deliveries d
set state = 'cancelled', reason = $3, updated_at = belfry.now()
where message_id = $1 and state = 'queued' and ($2::text[] is null or lower(recipient) = any($2))
  and not exists (
    select from belfry.deliveries g where g.message_id = d.digest_id and (g.state <> 'queued' or g.attempts > 0))
