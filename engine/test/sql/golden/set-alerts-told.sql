-- set-alerts-told, sent by engine/src/sql/alerts/set-alerts-told.ts
update belfry.alert_episodes a
set event_id = case when t."isEnd" then a.event_id else t."eventId" end,
  end_event_id = case when t."isEnd" then t."eventId" else a.end_event_id end
from json_to_recordset($1::json) as t (id bigint, "eventId" bigint, "isEnd" bool)
where a.id = t.id
