-- notify-retry-deliveries, sent by notify/src/sql/retry-deliveries.ts
update belfry.deliveries d
set state = 'queued', run_at = belfry.now(), deferrals = 0, reason = null, expires_at = null, only_account = null,
    digest_id = null,
    updated_at = belfry.now()
from belfry.messages m
where m.id = $1 and d.message_id = m.id and d.state = any($2) and ($3::text[] is null or lower(d.recipient) = any($3))
  and (m.business_key is null or not exists (
    select from belfry.business_claims b
    where b.claim = sha256(convert_to(json_build_array(m.business_key, m.channel, lower(d.recipient))::text, 'UTF8'))
      and b.delivery_id <> d.id and b.until > belfry.now()))
