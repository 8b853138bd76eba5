-- lock-awaited-event, sent by engine/src/sql/marks/lock-awaited-event.ts
select type from belfry.awaited_events where type = $1 and match = $2 for no key update
