-- notify-insert-escalations, sent by notify/src/sql/insert-escalations.ts
insert into belfry.escalations (message_id, chain, due_at, unless, next)
select m.id, array(select jsonb_array_elements_text(e.item -> 'chain')::bigint) || m.id,
       greatest(m.created_at, m.scheduled_at) + (e.item ->> 'afterMs')::float8 * interval '1 millisecond',
       e.item ->> 'unless', e.item -> 'next'
from jsonb_array_elements($1::jsonb) as e (item)
join belfry.messages m on m.id = (e.item ->> 'messageId')::bigint
