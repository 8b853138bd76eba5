-- notify-find-message-by-key, sent by notify/src/sql/find-message-by-key.ts
select m.id as "messageId", m.hold, d.recipient, d.state, d.reason
from belfry.messages m join belfry.deliveries d on d.message_id = m.id
where m.idempotency_key = $1
order by d.id
