-- insert-label-places, sent by engine/src/sql/gates/insert-label-places.ts
insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
select q.id, 'label:' || $1, 1, q.rule_id,
  case when exists (
    select from belfry.gate_places w
    where w.execution_id = q.id and w.state = 'waits' and (w.rank, w.gate collate "C") < (1, 'label:' || $1 collate "C"))
  then 'ahead' else 'holds' end,
  (select belfry.now())
from belfry.execution_queue q
join belfry.executions e on e.id = q.id
join belfry.rule_versions v on v.rule_id = e.rule_id and v.version = e.rule_version
where exists (select from jsonb_each_text(v.definition -> 'labels') l where l.key || '=' || l.value = $1)
  and not (v.definition ? 'forEach' and e.item_index is null)
on conflict do nothing
