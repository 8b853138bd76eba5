-- delete-expired-event-keys, sent by engine/src/sql/events/delete-expired-event-keys.ts
with windows as (delete from belfry.event_windows where not gathers and closes_at < belfry.now())
delete from belfry.event_keys
where key_hash in (
  select key_hash from belfry.event_keys where expires_at <= belfry.now()
  order by expires_at limit $1 for update skip locked)
