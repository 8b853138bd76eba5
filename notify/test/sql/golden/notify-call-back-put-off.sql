-- notify-call-back-put-off, sent by notify/src/sql/call-back-put-off.ts
update belfry.callback_events e
set next_at = belfry.now()
where e.id = any($1::bigint[])
  and not exists (select from belfry.callback_events b
                  where b.delivery_id = e.delivery_id and b.callback_id = e.callback_id and b.id < e.id
                    and b.status = 'waiting')
