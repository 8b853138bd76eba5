-- remove-nodes, sent by engine/src/sql/nodes/remove-nodes.ts
delete from belfry.nodes n using json_to_recordset($1::json) as d (id int, beat bigint)
where n.id = d.id and n.beat = d.beat
returning n.id, n.name || ' (' || n.id || ')' as label,
  coalesce(n.database_started, pg_postmaster_start_time()) = pg_postmaster_start_time() as died
