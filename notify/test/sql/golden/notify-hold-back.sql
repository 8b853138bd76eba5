-- notify-hold-back, sent by notify/src/sql/hold-back.ts
update belfry.deliveries d
set state = h.state, reason = h.reason, run_at = coalesce(h.run_at, d.run_at), node = null, updated_at = belfry.now()
from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) as h (id, state, reason, run_at)
where d.id = h.id and d.state = 'sending'
