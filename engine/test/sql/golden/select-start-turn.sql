-- select-start-turn, sent by engine/src/sql/rates/select-start-turn.ts
select not_before as at from belfry.execution_queue where id = $1
