-- select-cell-room, sent by engine/src/sql/grid/select-cell-room.ts
select n.places - (select count(*)::int from belfry.grid_cells where state = 'running' and execution_id is not null) as room,
  n.places / 4 as kept
from (select greatest(10, (select coalesce(sum(concurrency), 0)::int * 2 from belfry.nodes)) as places) n
