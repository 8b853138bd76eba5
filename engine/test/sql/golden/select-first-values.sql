-- select-first-values, sent by engine/src/sql/grid/select-first-values.ts
select distinct m.path[1] as value from belfry.grid_members m
where m.grid_id = $1 and m.removed_at is null order by 1
