-- tick, sent by engine/src/sql/nodes/tick.ts
select belfry.now() as now,
  (select min(decide_at) from belfry.slots_due) as "nextSlot",
  (select min(extend_at) from belfry.trigger_plans) as "plannedUntil",
  case when exists (select from belfry.execution_queue where node is null and turn_at < 'infinity') then belfry.now()
    else (select min(run_at) from belfry.execution_queue where node is null and turn_at = 'infinity' and run_at < 'infinity')
    end as "nextRun",
  (select coalesce(json_agg(json_build_object('id', n.id, 'beat', n.beat, 'alive', not n.session or l.objid is not null,
    'draining', n.draining or n.leaving)), '[]')
   from belfry.nodes n
   left join pg_locks l on l.locktype = 'advisory' and l.classid = 1111837774 and l.objid = n.id::oid and l.objsubid = 2
     and l.granted and l.database = (select oid from pg_database where datname = current_database())) as nodes,
  (select json_build_object('by', drain_by, 'at', coalesce(drain_at, belfry.now()), 'until', coalesce(drain_until, belfry.now()))
   from belfry.nodes where id = $1 and draining) as drain,
  (select count(*)::int from belfry.execution_queue where node = $1) as held,
  (exists (select from belfry.execution_queue where node is null and lives >= 2 and run_at <= belfry.now()
      and (refused_by is null or $2::text <> all (refused_by)))
    or exists (select from belfry.execution_queue where refused_by is not null and node is null and run_at <= belfry.now()
      and $2 <> all (refused_by))) as "setApart",
  (select coalesce(json_agg(json_build_object('id', id, 'by', cancel_by)), '[]')
   from belfry.execution_queue where node = $1 and cancel_by is not null) as cancelled,
  (select coalesce(json_agg(json_build_object('triggerId', trigger_id, 'epoch', epoch)), '[]')
   from belfry.trigger_feeds where node = $1) as feeds,
  (select gate from belfry.gate_places where state = 'waits' order by gate limit 1) is not null
    or exists (select from belfry.execution_queue where gate is not null and state = 'pending' and run_at = 'infinity') as "atGates",
  exists (select from belfry.outgrown_tables()) as outgrown,
  null as "due_null"
