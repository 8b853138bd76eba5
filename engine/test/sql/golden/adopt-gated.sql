-- adopt-gated, sent by engine/src/sql/gates/adopt-gated.ts
with foreigners as materialized (
  select id, gate, run_at = 'infinity' and state = 'pending' as waits from belfry.execution_queue
  where rule_id = any($1::int[]) and gate is not null
  order by id
  for no key update
), places as (
  insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
  select id, 'rule:' || gate, 0, gate, case when waits then 'waits' else 'holds' end, (select belfry.now()) from foreigners
  on conflict do nothing
)
update belfry.execution_queue q set gate = null from foreigners f where q.id = f.id and f.waits
