-- tick, sent by engine/src/sql/nodes/tick.ts
select belfry.now() as now,
  (select min(decide_at) from belfry.slots_due) as "nextSlot",
  (select min(extend_at) from belfry.trigger_plans) as "plannedUntil",
  (select min(run_at) from belfry.execution_queue where node is null) as "nextRun",
  (select coalesce(json_agg(json_build_object('id', n.id, 'beat', n.beat, 'alive', not n.session or l.objid is not null)), '[]')
   from belfry.nodes n
   left join pg_locks l on l.locktype = 'advisory' and l.classid = 1111837774 and l.objid = n.id::oid and l.objsubid = 2
     and l.granted and l.database = (select oid from pg_database where datname = current_database())) as nodes,
  (select count(*)::int from belfry.execution_queue where node = $1) as held,
  (select coalesce(json_agg(json_build_object('id', id, 'by', cancel_by)), '[]')
   from belfry.execution_queue where node = $1 and cancel_by is not null) as cancelled,
  (select coalesce(json_agg(json_build_object('triggerId', trigger_id, 'epoch', epoch)), '[]')
   from belfry.trigger_feeds where node = $1) as feeds,
  exists (select from belfry.outgrown_tables()) as outgrown,
  null as "due_null"
