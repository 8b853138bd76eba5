-- select-logs, sent by engine/src/sql/logs/select-logs.ts
select id, action, iteration, level, message, fields, logged_at as "loggedAt" from belfry.execution_logs
where execution_id = $1 and created_on = $2 and id > $3 order by id limit $4
