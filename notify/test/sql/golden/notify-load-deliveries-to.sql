-- notify-load-deliveries-to, sent by notify/src/sql/load-deliveries-to.ts
select d.id, m.id as "messageId", m.channel, m.content ->> 'subject' as subject, m.rule, m.template,
       (array['urgent', 'normal', 'low'])[m.priority + 1] as priority, d.recipient, d.field, d.state, d.reason,
       m.created_at as "acceptedAt", m.scheduled_at as "scheduledAt", m.expires_at as "expiresAt",
       nullif(d.run_at, 'infinity') as "runAt", d.updated_at as "updatedAt",
       coalesce(m.hold = 'waiting', false) as "isHeld", d.waits_for is not null as waits
from belfry.deliveries d
join belfry.messages m on m.id = d.message_id
where lower(d.recipient) = lower($1)
  and m.created_at < $3 and (m.created_at >= $2 or d.updated_at >= $2 or m.scheduled_at >= $2)
  and ($4::jsonb is null or belfry.message_in_scope(m.execution_id, m.labels, $4))
order by d.id desc
limit $5
