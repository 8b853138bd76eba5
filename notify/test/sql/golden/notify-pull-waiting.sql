-- notify-pull-waiting, sent by notify/src/sql/pull-waiting.ts
with first as materialized (
  select id, message_id from belfry.deliveries
  where state = 'queued' and waits_for = $1 and run_at > belfry.now()
  order by run_at, message_id, id
  limit $2),
wanted as materialized (
  select id from first
  union
  select d.id from belfry.deliveries d
  where $3 and d.message_id in (select message_id from first) and d.state = 'queued' and d.waits_for = $1),
pulled as materialized (
  select id from belfry.deliveries
  where id in (select id from wanted) and state = 'queued' and waits_for = $1
  order by id
  for no key update)
update belfry.deliveries d
set run_at = belfry.now(), updated_at = belfry.now()
from pulled
where d.id = pulled.id
