-- lock-awaited-events, sent by engine/src/sql/marks/lock-awaited-events.ts
lock table belfry.awaited_events in exclusive mode
