-- take-due-backfill, sent by engine/src/sql/grid/backfill/take-due-backfill.ts
select b.id, b.grid_id as "gridId", g.slug as grid, b.mode, b.request
from belfry.grid_backfills b join belfry.grids g on g.id = b.grid_id
where b.look_at <= belfry.now() and b.state = 'running' and g.removed_at is null
order by b.look_at limit 1
for update of b skip locked
