-- insert-logs, sent by engine/src/sql/logs/insert-logs.ts
insert into belfry.execution_logs (created_on, execution_id, action, iteration, level, message, fields, logged_at)
select "createdOn", execution, action, iteration, level, message, fields, (select belfry.now())
from json_to_recordset($1::json) as l ("createdOn" date, execution bigint, action text, iteration text, level text,
  message text, fields jsonb)
