-- notify-expire-deliveries, sent by notify/src/sql/expire-deliveries.ts
with overdue as materialized (
  select message_id from belfry.deliveries
  where state = 'queued' and expires_at is not null and expires_at <= belfry.now()
  order by expires_at limit $1),
mine as materialized (
  select id from belfry.messages where id in (select message_id from overdue) order by id for no key update skip locked),
ended as (
  update belfry.deliveries d
  set state = 'expired', reason = 'It had not been sent when it expired.', updated_at = belfry.now()
  from mine
  where d.message_id = mine.id and d.state = 'queued' and d.expires_at <= belfry.now()
    and not exists (
      select from belfry.deliveries g where g.message_id = d.digest_id and (g.state <> 'queued' or g.attempts > 0)))
select id as "messageId" from mine
