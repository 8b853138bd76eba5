-- notify-take-due-escalation, sent by notify/src/sql/take-due-escalation.ts
with waiting as (
  update belfry.escalations e set due_at = belfry.now() + interval '1 minute'
  from belfry.messages m
  where e.state = 'waiting' and e.due_at <= belfry.now() and m.id = e.message_id and m.hold = 'waiting'),
due as materialized (
  select e.message_id, e.chain, e.next, e.unless from belfry.escalations e
  where e.state = 'waiting' and e.due_at <= belfry.now() and not exists (
    select from belfry.messages m where m.id = e.message_id and m.hold = 'waiting')
  order by e.due_at limit 1 for update skip locked)
select due.message_id as "messageId", due.chain::float8[] as chain, due.next, m.rule, m.action, m.execution_id as "executionId",
       m.sent_by as "sentBy", m.labels,
       coalesce(
         (select 'Message ' || a.id || ' was acknowledged by ' || a.acknowledged_by || '.' from belfry.messages a
          where a.id = any(due.chain) and a.acknowledged_at is not null order by a.id limit 1),
         (select 'Message ' || d.message_id || ' was ' || d.state || ' for a recipient.' from belfry.deliveries d
          where d.message_id = any(due.chain)
            and (d.state = 'delivered' and due.unless in ('accepted', 'delivered') or d.state = 'accepted' and due.unless = 'accepted')
          order by d.id limit 1)) as reached
from due join belfry.messages m on m.id = due.message_id
