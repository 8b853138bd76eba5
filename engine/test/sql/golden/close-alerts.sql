-- close-alerts, sent by engine/src/sql/alerts/close-alerts.ts
update belfry.alert_episodes a set until = (select belfry.now()), end_facts = e.facts
from json_to_recordset($1::json) as e (id bigint, facts jsonb)
where a.id = e.id and a.until is null
