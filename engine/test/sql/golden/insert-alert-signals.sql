-- insert-alert-signals, sent by engine/src/sql/alerts/insert-alert-signals.ts
insert into belfry.alert_signals (at, kind, subject, rule_id, over, facts)
select (select belfry.now()), kind, subject, "ruleId", coalesce(over, false), facts
from json_to_recordset($1::json) as s (kind text, subject text, "ruleId" int, over bool, facts jsonb)
