-- set-silent-at, sent by engine/src/sql/alerts/set-silent-at.ts
update belfry.alert_watches w set silent_at = n.at
from json_to_recordset($1::json) as n ("ruleId" int, at timestamptz)
where w.rule_id = n."ruleId"
