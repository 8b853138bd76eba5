-- notify-claim-business-keys, sent by notify/src/sql/claim-business-keys.ts
with wanted as materialized (
  select d.id, d.message_id, belfry.now() + w.window_ms * interval '1 millisecond' as until,
         sha256(convert_to(json_build_array(m.business_key, m.channel, lower(d.recipient))::text, 'UTF8')) as claim
  from unnest($1::bigint[], $2::float8[]) as w (message_id, window_ms)
  join belfry.messages m on m.id = w.message_id
  join belfry.deliveries d on d.message_id = m.id),
claimed as (
  insert into belfry.business_claims as b (claim, delivery_id, message_id, until)
  select distinct on (claim) claim, id, message_id, until from wanted order by claim, id
  on conflict (claim) do update
  set delivery_id = excluded.delivery_id, message_id = excluded.message_id, until = excluded.until
  where b.until <= belfry.now() or exists (
    select from belfry.deliveries o
    where o.id = b.delivery_id and o.state in ('failed', 'bounced', 'suppressed', 'expired', 'cancelled'))
  returning delivery_id)
update belfry.deliveries d
set state = 'suppressed', updated_at = belfry.now(),
    reason = 'The recipient has been sent a message with the same business key'
      || coalesce(': message ' || b.message_id, '') || '.'
from wanted w left join belfry.business_claims b on b.claim = w.claim and b.delivery_id <> w.id
where d.id = w.id and w.id not in (select delivery_id from claimed)
