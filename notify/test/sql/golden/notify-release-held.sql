-- notify-release-held, sent by notify/src/sql/release-held.ts
with released as (
  update belfry.messages set hold = 'released' where id = $1 and hold = 'waiting' returning id)
update belfry.deliveries d
set run_at = belfry.now(), reason = null, updated_at = belfry.now()
from released
where d.message_id = released.id and d.state = 'queued' and d.run_at = 'infinity'
