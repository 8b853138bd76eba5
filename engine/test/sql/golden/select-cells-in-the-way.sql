-- select-cells-in-the-way, sent by engine/src/sql/grid/select-cells-in-the-way.ts
with own as materialized (
  select m.path, case when $6::int is null then m.attributes ->> $5::text else m.path[$6] end as account
  from belfry.grid_members m where m.id = $3),
running as (
  select c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId", m.path,
    c.held_by as "heldBy", c.execution_id as "executionId", c.began_at,
    coalesce(c.task_type_id = any($4::int[])
      and case when $6::int is null then m.attributes ->> $5::text else m.path[$6] end = own.account, false) as "sameAccount",
    $7::bool and c.task_type_id = $2 and ($8::int is null or m.path[$8] = own.path[$8]) as counted
  from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id cross join own
  where c.grid_id = $1 and c.state = 'running')
select "taskTypeId", "periodId", "memberId", path, "heldBy", "executionId", "sameAccount", counted
from running where "sameAccount" or counted order by began_at limit 1000
