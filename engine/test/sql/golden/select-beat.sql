-- select-beat, sent by engine/src/sql/nodes/select-beat.ts
select id, beat from belfry.nodes where id = $1
