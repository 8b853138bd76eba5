-- select-open-gates, sent by engine/src/sql/gates/select-open-gates.ts
with recursive waiting (gate) as (
  (select gate from belfry.gate_places where state = 'waits' order by gate limit 1)
  union all
  select (select p.gate from belfry.gate_places p where p.state = 'waits' and p.gate > w.gate order by p.gate limit 1)
  from waiting w where w.gate is not null
)
select gate from waiting w
where gate is not null and coalesce(case when w.gate like 'label:%'
    then (select l.concurrency from belfry.limits l where l.kind = 'label' and l.name = substr(w.gate, 7))
    else (
      select (v.definition -> 'concurrency' ->> 'limit')::int
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.id = split_part(w.gate, ':', 2)::int) end > (
  select count(*) from belfry.gate_places h where h.gate = w.gate and h.state = 'holds'), true)
