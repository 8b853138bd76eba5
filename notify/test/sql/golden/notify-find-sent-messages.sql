-- notify-find-sent-messages, sent by notify/src/sql/find-sent-messages.ts
select m.idempotency_key as key, m.id, coalesce(m.hold = 'waiting', false) as held,
       (select json_agg(json_strip_nulls(json_build_object('recipient', d.recipient, 'state', d.state, 'reason', d.reason))
          order by d.id)
        from belfry.deliveries d where d.message_id = m.id) as deliveries
from belfry.messages m
where m.idempotency_key = any($1::text[])
