-- delete-expired-alerts, sent by engine/src/sql/alerts/delete-expired-alerts.ts
with jobs as (delete from belfry.failure_jobs where next_at is null and created_at < $1),
signals as (
  delete from belfry.alert_signals where id in (
    select id from (select id, at from belfry.alert_signals order by id limit 5000) s
    where at < belfry.now() - interval '7 days'))
delete from belfry.alert_episodes where id in (
  select id from belfry.alert_episodes where until < $1 order by id limit 5000)
