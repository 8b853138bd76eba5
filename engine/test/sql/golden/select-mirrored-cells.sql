-- select-mirrored-cells, sent by engine/src/sql/grid/select-mirrored-cells.ts
select c.task_type_id as "taskTypeId", c.member_id as "memberId", m.path, c.state, coalesce(c.mirrored, false) as mirrored
from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id
where c.task_type_id = any($3::int[]) and c.period_id = $1 and c.month = date_trunc('month', $2::date)::date
  and (c.task_type_id, c.member_id) > ($5::int, $6::int) and c.state <> 'retired' and m.removed_at is null
  and not exists (select from jsonb_each($4::jsonb) s where not s.value ? m.path[s.key::int])
order by c.task_type_id, c.member_id limit $7
