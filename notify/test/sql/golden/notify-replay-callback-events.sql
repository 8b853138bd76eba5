-- notify-replay-callback-events, sent by notify/src/sql/replay-callback-events.ts
update belfry.callback_events
set status = 'waiting', tries = 0, next_at = belfry.now()
where callback_id = $1 and status = any($2) and status <> 'waiting'
  and ($3::bigint[] is null or id = any($3))
  and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
