-- select-grid-generations, sent by engine/src/sql/grid/select-grid-generations.ts
select id, base_on::text as "baseDate", execution_id as "executionId", created_at as "createdAt", asked_by as "askedBy", results
from belfry.grid_generations where grid_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3
