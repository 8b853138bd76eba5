-- notify-miss-callback-events, sent by notify/src/sql/miss-callback-events.ts
update belfry.callback_events set status = 'missed' where callback_id = $1 and status = 'waiting'
