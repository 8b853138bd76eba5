-- notify-cancel-held, sent by notify/src/sql/cancel-held.ts
with refused as (
  update belfry.messages set hold = $2 where id = $1 and hold = 'waiting' returning id)
update belfry.deliveries d
set state = 'cancelled', reason = $3, updated_at = belfry.now()
from refused
where d.message_id = refused.id and d.state = 'queued' and d.run_at = 'infinity'
