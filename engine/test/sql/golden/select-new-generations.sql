-- select-new-generations, sent by engine/src/sql/grid/freshness/select-new-generations.ts
select id, base_on::text as "baseDate", results from belfry.grid_generations
where grid_id = $1 and id > $2 order by id limit 200
