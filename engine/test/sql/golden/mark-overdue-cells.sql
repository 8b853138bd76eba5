-- mark-overdue-cells, sent by engine/src/sql/grid/mark-overdue-cells.ts
update belfry.grid_cells set lease_until = 'infinity', reason = 'timeout', updated_at = belfry.now()
where execution_id = any($1::bigint[]) and state = 'running' and lease_until <= belfry.now()
