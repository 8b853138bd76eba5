-- promote-executions, sent by engine/src/sql/executions/promote-executions.ts
with due as materialized (
  select id, rule_id as "ruleId", priority, row_number() over (order by run_at, id) as place
  from (
    select id, rule_id, priority, run_at from belfry.execution_queue
    where node is null and turn_at = 'infinity' and run_at < 'infinity' and run_at <= belfry.now()
      and lives < 2 and refused_by is null
    order by run_at
    limit $1
    for no key update skip locked) d
), lines as materialized (
  select "ruleId" as rule_id, belfry.band_of(priority) as band from due group by 1, 2
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
  from due s join bases b on b.rule_id = s."ruleId" and b.band = belfry.band_of(s.priority)
)
update belfry.execution_queue q set band = turns.band, turn_at = turns.turn_at
from turns where q.id = turns.id
