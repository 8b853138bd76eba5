-- insert-executions, sent by engine/src/sql/executions/insert-executions.ts
with r as (
  select nextval('belfry.executions_id_seq') as id, r.*
  from json_to_recordset($1::json) as r (place int, "ruleId" int, "ruleVersion" int, priority smallint, gated boolean,
    trigger jsonb, inputs jsonb, "parentId" bigint, "itemIndex" int, item jsonb)
), e as (
  insert into belfry.executions (id, rule_id, rule_version, parent_id, item_index, item, trigger, inputs, created_at)
  overriding system value
  select id, "ruleId", "ruleVersion", "parentId", "itemIndex", item, trigger, inputs, (select belfry.now()) from r
), q as (
  insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, run_at)
  select id, "ruleId", "parentId", case when gated then "ruleId" end, priority,
    case when gated then 'infinity' else (select belfry.now()) end
  from r
)
select id from r order by place
