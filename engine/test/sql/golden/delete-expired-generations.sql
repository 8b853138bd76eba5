-- delete-expired-generations, sent by engine/src/sql/grid/delete-expired-generations.ts
delete from belfry.grid_generations
where created_at < $1 and id = any (array(select id from belfry.grid_generations order by id limit $2))
