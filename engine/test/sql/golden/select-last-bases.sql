-- select-last-bases, sent by engine/src/sql/grid/backfill/select-last-bases.ts
select r ->> 'task' as task, max(g.base_on)::text as base
from (select base_on, results from belfry.grid_generations where grid_id = $1 order by id desc limit 500) g,
  jsonb_array_elements(g.results) r
group by 1
