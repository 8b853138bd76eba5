-- notify-move-received, sent by notify/src/sql/move-received.ts
with ranks as (
  select * from (values ('unknown', 0), ('accepted', 1), ('failed', 2), ('bounced', 3), ('delivered', 4)) as r (state, rank)),
best as (
  select distinct on (r.delivery_id) r.delivery_id, r.state, r.reason, ranks.rank
  from belfry.delivery_receipts r join ranks on ranks.state = r.state
  where r.delivery_id = any($1::bigint[])
  order by r.delivery_id, ranks.rank desc, r.received_at),
held as materialized (
  select d.id, d.state as was, best.state, best.reason
  from belfry.deliveries d
  join best on best.delivery_id = d.id
  left join ranks on ranks.state = d.state
  where best.rank > ranks.rank or (d.state = 'queued' and best.state = 'delivered')
  order by d.id
  for update of d),
billed as (
  update belfry.delivery_attempts a
  set segments = s.segments
  from unnest($1::bigint[], $2::smallint[]) as s (id, segments), belfry.deliveries d
  where d.id = s.id and a.delivery_id = s.id and a.attempt = d.attempts and s.segments is not null)
update belfry.deliveries d
set state = h.state, reason = case when h.state in ('failed', 'bounced') then h.reason end,
    waits_for = null, updated_at = belfry.now()
from held h
where d.id = h.id
returning d.id, d.message_id as "messageId", h.was, d.state
