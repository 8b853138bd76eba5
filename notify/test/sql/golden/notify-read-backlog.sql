-- notify-read-backlog, sent by notify/src/sql/read-backlog.ts
select (select count(*) from (select from belfry.deliveries d
          where state = 'queued' and run_at <= belfry.now() and ($1::jsonb is null or exists (select from belfry.messages m
            where m.id = d.message_id and belfry.message_in_scope(m.execution_id, m.labels, $1))) order by run_at limit 100000) c)::int as due,
       (select count(*) from (select from belfry.deliveries d
          where state = 'queued' and run_at > belfry.now() and ($1::jsonb is null or exists (select from belfry.messages m
            where m.id = d.message_id and belfry.message_in_scope(m.execution_id, m.labels, $1))) order by run_at limit 100000) c)::int as later,
       (select count(*) from (select from belfry.deliveries d
          where state = 'sending' and ($1::jsonb is null or exists (select from belfry.messages m
            where m.id = d.message_id and belfry.message_in_scope(m.execution_id, m.labels, $1))) limit 100000) c)::int as sending,
       (select run_at from belfry.deliveries d
          where state = 'queued' and run_at <= belfry.now() and ($1::jsonb is null or exists (select from belfry.messages m
            where m.id = d.message_id and belfry.message_in_scope(m.execution_id, m.labels, $1))) order by run_at limit 1) as oldest
