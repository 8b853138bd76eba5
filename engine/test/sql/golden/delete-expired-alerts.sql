-- delete-expired-alerts, sent by engine/src/sql/alerts/delete-expired-alerts.ts
with jobs as (delete from belfry.failure_jobs where next_at is null and created_at < $1)
delete from belfry.alert_episodes where id in (
  select id from belfry.alert_episodes where until < $1 order by id limit 5000)
