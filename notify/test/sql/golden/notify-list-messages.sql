-- notify-list-messages, sent by notify/src/sql/list-messages.ts
select m.id, m.channel, m.account, m.execution_id as "executionId", m.content ->> 'subject' as subject,
       m.created_at as "createdAt", m.labels, (array['urgent', 'normal', 'low'])[m.priority + 1] as priority,
       m.business_key as "businessKey", m.scheduled_at as "scheduledAt", m.expires_at as "expiresAt",
       m.sent_by as "sentBy", m.template, m.rule,
       (select coalesce(json_object_agg(s.state, s.n), '{}')
        from (select state, count(*) as n from belfry.deliveries where message_id = m.id group by state) s) as states
from belfry.messages m
where ($1::bigint is null or m.execution_id = $1) and ($2::bigint is null or m.id < $2)
  and ($4::jsonb is null or case when m.execution_id is null then belfry.message_in_scope(null, m.labels, $4) else exists (
    select from belfry.executions e
    where e.id = m.execution_id
      and e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $4))
      and belfry.execution_in_scope(e.id, $4)) end)
  and ($5::text is null or m.channel = $5)
  and ($6::text is null or exists (select from belfry.deliveries d where d.message_id = m.id and d.state = $6))
  and ($7::text is null or m.id = any(array(select d.message_id from belfry.deliveries d where lower(d.recipient) = lower($7))))
  and ($8::jsonb is null or m.labels @> $8)
  and ($9::text is null or m.rule = $9)
  and ($10::text is null or m.template = $10 or split_part(m.template, '@', 1) = $10)
  and ($11::text is null or m.business_key = $11)
  and ($12::timestamptz is null or m.created_at >= $12)
  and ($13::timestamptz is null or m.created_at < $13)
  and ($14::bigint[] is null or m.id = any($14))
order by m.id desc
limit $3
