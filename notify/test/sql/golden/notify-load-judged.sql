-- notify-load-judged, sent by notify/src/sql/load-judged.ts
select d.id, m.id as "messageId", m.channel, m.labels, m.priority = 0 as "isUrgent", d.recipient,
       m.content ->> 'timeZone' as "timeZone", d.counted_at is not null as "isCounted",
       coalesce(d.expires_at <= belfry.now(), false) as "isExpired", belfry.now() as now,
       (select s.reason from belfry.suppressions s
        where lower(s.address) = lower(d.recipient) and s.channel = m.channel
          and s.list in ('', coalesce(m.content ->> 'unsubscribe', ''))
        order by s.list limit 1) as suppressed
from belfry.deliveries d join belfry.messages m on m.id = d.message_id
where d.id = any($1::bigint[])
order by d.id
