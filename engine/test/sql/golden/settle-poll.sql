-- settle-poll, sent by engine/src/sql/feeds/settle-poll.ts
update belfry.trigger_feeds
set node = null, cursor = $4, due_at = belfry.now() + $6 * interval '1 millisecond', attempts = 0,
  since = case when state = 'listening' then since else belfry.now() end, state = 'listening',
  last_event_at = case when $5 > 0 then belfry.now() else last_event_at end
where trigger_id = $1 and node = $2 and epoch = $3
