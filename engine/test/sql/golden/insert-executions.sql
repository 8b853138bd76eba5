-- insert-executions, sent by engine/src/sql/executions/insert-executions.ts
with r as (
  select nextval('belfry.executions_id_seq') as id, r.*
  from json_to_recordset($1::json) as r (place int, "ruleId" int, "ruleVersion" int, priority smallint, gated boolean,
    trigger jsonb, inputs jsonb, "parentId" bigint, "itemIndex" int, item jsonb,
    key text, "notBefore" timestamptz)
), e as (
  insert into belfry.executions (id, rule_id, rule_version, parent_id, item_index, item, trigger, inputs, gate_key, created_at)
  overriding system value
  select id, "ruleId", "ruleVersion", "parentId", "itemIndex", item, trigger, inputs, key, (select belfry.now()) from r
), ready as materialized (
  select id, "ruleId", priority, place from r where not gated and ("notBefore" is null or "notBefore" <= (select belfry.now()))
), lines as materialized (
  select "ruleId" as rule_id, belfry.band_of(priority) as band from ready group by 1, 2
), bands as materialized (
  select b.band, (
    select q.turn_at - belfry.turn_offset(q.priority) from belfry.execution_queue q
    where q.band = b.band and q.node is null and q.turn_at < 'infinity' order by q.turn_at limit 1) as base
  from (select distinct band from lines) b
), bases as materialized (
  select l.rule_id, l.band, greatest((select belfry.now()), b.base, (
    select q.turn_at - belfry.turn_offset(q.priority) + interval '1 second' from belfry.execution_queue q
    where q.rule_id = l.rule_id and q.node is null and q.turn_at < 'infinity' order by q.turn_at desc limit 1)) as base
  from lines l join bands b using (band)
), turns as (
  select s.id, b.band,
    b.base + (row_number() over (partition by b.rule_id, b.band order by s.place) - 1) * interval '1 second'
      + belfry.turn_offset(s.priority) as turn_at
  from ready s join bases b on b.rule_id = s."ruleId" and b.band = belfry.band_of(s.priority)
), q as (
  insert into belfry.execution_queue (id, rule_id, parent_id, priority, band, run_at, turn_at, not_before)
  select r.id, "ruleId", "parentId", priority, belfry.band_of(priority),
    case when gated then 'infinity' else greatest((select belfry.now()), "notBefore") end, coalesce(turns.turn_at, 'infinity'), "notBefore"
  from r left join turns using (id)
)
select id from r order by place
