-- notify-record-call, sent by notify/src/sql/record-call.ts
update belfry.callback_events
set status = $3, http_status = $5, problem = $6,
    next_at = case when $3 = 'waiting' then belfry.now() + $4::float8 * interval '1 millisecond' else next_at end
where id = $1 and tries = $2 and status = 'waiting'
