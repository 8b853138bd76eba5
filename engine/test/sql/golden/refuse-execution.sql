-- refuse-execution, sent by engine/src/sql/nodes/refuse-execution.ts
update belfry.execution_queue q
set node = null, state = 'pending', run_at = (select belfry.now()), turn_at = 'infinity',
  refused_by = array_append(coalesce(q.refused_by, '{}'), $3::text)
where q.id = $1 and q.epoch = $2 and q.node is not null
  and exists (
    select from belfry.nodes n
    where 'worker' = any (n.roles) and not n.leaving
      and (n.build is null or n.build <> $3 and n.build <> all (coalesce(q.refused_by, '{}'))))
