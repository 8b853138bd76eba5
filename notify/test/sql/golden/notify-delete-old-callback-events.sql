-- notify-delete-old-callback-events, sent by notify/src/sql/delete-old-callback-events.ts
delete from belfry.callback_events where id in (
  select id from belfry.callback_events
  where at < belfry.now() - interval '30 days' and status <> 'waiting' limit $1)
