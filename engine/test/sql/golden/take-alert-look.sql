-- take-alert-look, sent by engine/src/sql/alerts/take-alert-look.ts
with due as (
  select seen_at from belfry.alert_looks
  where next_at <= (select belfry.now()) or next_at > (select belfry.now()) + interval '1 minute'
  for update skip locked
)
update belfry.alert_looks l set next_at = (select belfry.now()) + interval '1 minute', seen_at = (select belfry.now())
from due
returning due.seen_at as since, l.seen_at as now
