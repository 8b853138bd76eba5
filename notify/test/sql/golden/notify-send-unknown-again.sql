-- notify-send-unknown-again, sent by notify/src/sql/send-unknown-again.ts
with held as materialized (
  select d.id, d.state, d.epoch from belfry.deliveries d
  where d.message_id = $2 and (d.id = $1 or $6)
  order by d.id
  for update)
update belfry.deliveries d
set state = 'queued', run_at = belfry.now() + $5 * interval '1 millisecond', only_account = $4, updated_at = belfry.now()
where d.id in (select id from held) and d.message_id = $2
  and exists (select from held where id = $1 and epoch = $3)
  and not exists (select from held where state <> 'unknown')
