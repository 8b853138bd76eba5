-- set-trigger-idle, sent by engine/src/sql/triggers/set-trigger-idle.ts
update belfry.triggers set idle_from = $2 where id = $1
