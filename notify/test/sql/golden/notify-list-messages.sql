-- notify-list-messages, sent by notify/src/sql/list-messages.ts
select m.id, m.channel, m.account, m.execution_id as "executionId", m.content ->> 'subject' as subject,
       m.created_at as "createdAt",
       (select coalesce(json_object_agg(s.state, s.n), '{}')
        from (select state, count(*) as n from belfry.deliveries where message_id = m.id group by state) s) as states
from belfry.messages m
where ($1::bigint is null or m.execution_id = $1) and ($2::bigint is null or m.id < $2)
  and ($4::jsonb is null or exists (
    select from belfry.executions e
    where e.id = m.execution_id
      and e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $4))
      and belfry.execution_in_scope(e.id, $4)))
order by m.id desc
limit $3
