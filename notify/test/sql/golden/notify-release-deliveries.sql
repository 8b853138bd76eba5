-- notify-release-deliveries, sent by notify/src/sql/release-deliveries.ts
with held as materialized (
  select id from belfry.deliveries
  where state = 'sending' and node = any($1::int[]) and message_id = any($3::bigint[])
  order by id
  for update),
begun as (
  update belfry.delivery_attempts a
  set outcome = 'unknown', reason = $2, finished_at = belfry.now()
  from held
  where a.delivery_id = held.id and a.outcome is null
  returning a.delivery_id)
update belfry.deliveries d
set state = case when begun.delivery_id is null then 'queued' else 'unknown' end,
    reason = case when begun.delivery_id is null then d.reason else $2 end,
    run_at = case when begun.delivery_id is null then belfry.now() else d.run_at end,
    node = null, epoch = d.epoch + 1, updated_at = belfry.now()
from held left join begun on begun.delivery_id = held.id
where d.id = held.id
