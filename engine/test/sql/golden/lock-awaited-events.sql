-- lock-awaited-events, sent by engine/src/sql/marks/insert-awaited-event.ts
lock table belfry.awaited_events in exclusive mode
