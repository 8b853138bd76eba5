-- notify-find-settled-executions, sent by notify/src/sql/find-settled-executions.ts
select distinct m.execution_id as "executionId"
from belfry.messages m
where m.id = any($1::bigint[]) and m.execution_id is not null
  and not exists (select 1 from belfry.deliveries d where d.message_id = m.id and d.state in ('queued', 'sending'))
order by 1
