-- enqueue-executions, sent by engine/src/sql/executions/enqueue-executions.ts
with r as (
  select * from json_to_recordset($1::json) as r (place int, id bigint, "ruleId" int, "parentId" bigint, priority smallint, redrive int,
    gated boolean, waiting boolean)
), ready as materialized (
  select id, "ruleId", priority, place from r where not gated and not waiting
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
)
insert into belfry.execution_queue (id, rule_id, parent_id, priority, band, epoch, run_at, turn_at, state)
select r.id, "ruleId", "parentId", priority, belfry.band_of(priority), redrive * 65536,
  case when gated or waiting then 'infinity' else (select belfry.now()) end, coalesce(turns.turn_at, 'infinity'),
  case when waiting then 'waiting' else 'pending' end
from r left join turns using (id)
on conflict (id) do nothing
