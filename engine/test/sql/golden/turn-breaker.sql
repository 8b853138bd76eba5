-- turn-breaker, sent by engine/src/sql/breakers/turn-breaker.ts
with now as materialized (select belfry.now() as at)
update belfry.breakers b
set state = $2, epoch = b.epoch + 1,
  since = case when b.state = $2 then b.since else now.at end, opened_at = case when b.state = 'closed' then now.at else b.opened_at end,
  opened_by = $3, reason = coalesce($4, b.reason), failure = coalesce($5::jsonb, b.failure),
  failed_at = case when $5::jsonb is null then b.failed_at else now.at end,
  pauses = $6, allowance = $7, succeeded = 0,
  probe_at = coalesce(now.at + $8::float8 * interval '1 millisecond', $9::timestamptz, 'infinity'),
  look_at = coalesce(now.at + coalesce($10::float8, $8::float8) * interval '1 millisecond', $9::timestamptz, 'infinity')
from now where b.connection = $1
returning b.epoch, b.probe_at as until
