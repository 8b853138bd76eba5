-- insert-places, sent by engine/src/sql/gates/insert-places.ts
with r as (
  select * from json_to_recordset($1::json) as r (id bigint, "ruleId" int, priority smallint, place int, gate text, rank smallint,
    state text)
), heads as materialized (
  select g.gate, (
    select p.turn_at from belfry.gate_places p where p.gate = g.gate and p.state = 'waits'
    order by p.turn_at, p.execution_id limit 1) as turn_at
  from (select distinct gate from r) g
), lasts as materialized (
  select l."ruleId", (
    select p.turn_at from belfry.gate_places p where p.rule_id = l."ruleId" and p.state <> 'holds'
    order by p.turn_at desc limit 1) + interval '1 second' as turn_at
  from (select distinct "ruleId" from r) l
), bases as materialized (
  select r."ruleId", r.priority, greatest((select belfry.now()) + belfry.turn_offset(r.priority), max(heads.turn_at), max(lasts.turn_at)) as turn_at
  from r join heads using (gate) join lasts using ("ruleId")
  group by r."ruleId", r.priority
)
insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
select r.id, r.gate, r.rank, r."ruleId", r.state,
  b.turn_at + (dense_rank() over (partition by r."ruleId" order by r.place) - 1) * interval '1 second'
from r join bases b using ("ruleId", priority)
on conflict do nothing
