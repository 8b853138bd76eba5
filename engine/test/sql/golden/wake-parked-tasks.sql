-- wake-parked-tasks, sent by engine/src/sql/grid/wake-parked-tasks.ts
update belfry.grid_cells c set run_at = belfry.now(), reason = null, updated_at = belfry.now()
from belfry.grid_task_types t
where t.grid_id = $1 and c.task_type_id = t.id and c.state = 'pending' and c.run_at = 'infinity' and c.reason = 'member-incomplete'
