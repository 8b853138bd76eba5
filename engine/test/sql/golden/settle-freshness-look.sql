-- settle-freshness-look, sent by engine/src/sql/grid/freshness/settle-freshness-look.ts
update belfry.grid_deadline_looks set generation_id = greatest(generation_id, $2), planned_until = $3, look_at = $4
where grid_id = $1
