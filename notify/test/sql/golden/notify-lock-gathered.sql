-- notify-lock-gathered, sent by notify/src/sql/lock-gathered.ts
select id from belfry.messages
where id in (
  select d.message_id
  from belfry.deliveries d join belfry.deliveries g on g.message_id = d.digest_id
  where d.digest_id = any($1::bigint[]) and g.state not in ('queued', 'sending')
    and d.state in ('queued', 'failed', 'unknown') and d.state <> g.state)
order by id
for no key update
