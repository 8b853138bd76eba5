-- delete-lost-places, sent by engine/src/sql/gates/delete-lost-places.ts
delete from belfry.gate_places p
where state = 'holds' and (select q.id from belfry.execution_queue q where q.id = p.execution_id) is null
