-- notify-begin-digest, sent by notify/src/sql/begin-digest.ts
with marked as (update belfry.messages set digest_of = $2 where id = $1)
update belfry.deliveries set run_at = $3, waits_for = $2, reason = $4 where message_id = $1
