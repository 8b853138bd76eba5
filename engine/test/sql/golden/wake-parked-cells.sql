-- wake-parked-cells, sent by engine/src/sql/grid/wake-parked-cells.ts
update belfry.grid_cells c set run_at = belfry.now(), reason = null, updated_at = belfry.now()
where c.member_id = any($1::int[]) and c.state = 'pending' and c.run_at = 'infinity' and c.reason = 'member-incomplete'
