-- end-trigger, sent by engine/src/sql/triggers/end-trigger.ts
update belfry.triggers set active_until = $2, idle_from = null where id = $1
