-- notify-record-call, sent by notify/src/sql/record-call.ts
with told as (
  update belfry.callback_events
  set status = $3, http_status = $5, problem = $6,
      next_at = case when $3 = 'waiting' then belfry.now() + $4::float8 * interval '1 millisecond' else next_at end
  where id = $1 and tries = $2 and status = 'waiting'
  returning id, callback_id, delivery_id, status),
called as (
  update belfry.callback_events
  set next_at = belfry.now()
  where id = (select min(e.id) from belfry.callback_events e join told on told.status <> 'waiting'
                and e.delivery_id = told.delivery_id and e.callback_id = told.callback_id and e.id > told.id
              where e.status = 'waiting'))
select id from told
