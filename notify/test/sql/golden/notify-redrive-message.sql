-- notify-redrive-message, sent by notify/src/sql/redrive-message.ts
with asked as (
  update belfry.messages set redrive = $2
  where idempotency_key = $1 and redrive < $2
  returning id)
update belfry.deliveries d
set state = 'queued', run_at = belfry.now(), deferrals = 0, reason = null, only_account = null, digest_id = null,
    updated_at = belfry.now()
from asked
where d.message_id = asked.id and d.state in ('failed', 'unknown')
