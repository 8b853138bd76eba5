-- notify-end-escalation, sent by notify/src/sql/end-escalation.ts
update belfry.escalations
set state = $2, reason = $3, next_message_id = $4, ended_at = belfry.now()
where message_id = $1
