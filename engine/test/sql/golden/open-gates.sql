-- open-gates, sent by engine/src/sql/gates/open-gates.ts
with room as materialized (
  select g.gate, case when g.gate like 'label:%'
    then (select l.concurrency from belfry.limits l where l.kind = 'label' and l.name = substr(g.gate, 7))
    else (
      select (v.definition -> 'concurrency' ->> 'limit')::int
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.id = split_part(g.gate, ':', 2)::int) end - (
    select count(*) from belfry.gate_places h where h.gate = g.gate and h.state = 'holds') as places
  from unnest($1::text[]) as g (gate)
), next as materialized (
  select p.execution_id, p.gate, p.rule_id, p.turn_at
  from room, lateral (
    select w.execution_id, w.gate, w.rule_id, w.turn_at
    from belfry.gate_places w
    where w.gate = room.gate and w.state = 'waits'
      -- Not as a join: PostgreSQL would look at all hundred thousand that wait to let in one.
      and (select q.cancel_by is null from belfry.execution_queue q where q.id = w.execution_id)
    order by w.turn_at, w.execution_id
    limit greatest(0, coalesce(room.places, 2000000000))) p
  -- A number that PostgreSQL can plan with: it would prepare for a tenth of all who wait.
  limit 200
), passing as materialized (
  select next.*, q.priority, q.not_before from next join belfry.execution_queue q on q.id = next.execution_id
), passed as (
  update belfry.gate_places p set state = 'holds'
  from passing where p.execution_id = passing.execution_id and p.gate = passing.gate
), onward as materialized (
  select distinct on (p.execution_id) p.execution_id, p.gate
  from passing join belfry.gate_places p on p.execution_id = passing.execution_id and p.state = 'ahead'
  order by p.execution_id, p.rank, p.gate collate "C"
), arrived as (
  update belfry.gate_places p set state = 'waits'
  from onward where p.execution_id = onward.execution_id and p.gate = onward.gate
), through as materialized (
  select execution_id as id, rule_id, priority, turn_at, not_before
  from passing where not exists (select from onward o where o.execution_id = passing.execution_id)
), ready as materialized (
  select id, rule_id as "ruleId", priority, row_number() over (order by turn_at, id) as place
  from through where coalesce(not_before <= (select belfry.now()), true)
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
), released as (
  update belfry.execution_queue q
  set run_at = greatest(through.not_before, (select belfry.now())), band = belfry.band_of(q.priority),
    turn_at = coalesce(turns.turn_at, 'infinity')
  from through left join turns using (id) where q.id = through.id
)
select gate, null::int as passed from (select distinct gate from onward) o
union all
select null, count(*)::int from passing
