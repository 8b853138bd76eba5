-- enqueue-executions, sent by engine/src/sql/executions/enqueue-executions.ts
insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, epoch, run_at, state)
select id, "ruleId", "parentId", case when gated then "ruleId" end, priority, redrive * 65536,
  case when gated or waiting then 'infinity' else (select belfry.now()) end, case when waiting then 'waiting' else 'pending' end
from json_to_recordset($1::json) as r (id bigint, "ruleId" int, "parentId" bigint, priority smallint, redrive int, gated boolean,
  waiting boolean)
on conflict (id) do nothing
