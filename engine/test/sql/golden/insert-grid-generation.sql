-- insert-grid-generation, sent by engine/src/sql/grid/insert-grid-generation.ts
insert into belfry.grid_generations (grid_id, base_on, execution_id, created_at, asked_by, results)
values ($1, $2, $3, belfry.now(), $4, $5) returning id
