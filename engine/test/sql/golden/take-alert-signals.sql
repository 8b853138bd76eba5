-- take-alert-signals, sent by engine/src/sql/alerts/take-alert-signals.ts
with taken as (
  delete from belfry.alert_signals where id in (select id from belfry.alert_signals order by id limit $1)
  returning id, kind, subject, rule_id, over, facts
)
select id, kind, subject, rule_id as "ruleId", over, facts from taken order by id
