-- retire-task-cells, sent by engine/src/sql/grid/retire-task-cells.ts
update belfry.grid_cells c set state = 'retired', updated_at = belfry.now(), reason = 'task-removed'
from belfry.grid_task_types t
where t.grid_id = $1 and t.removed_at is not null and c.task_type_id = t.id and c.state in ('pending', 'failed')
