-- insert-awaited-event, sent by engine/src/sql/marks/insert-awaited-event.ts
insert into belfry.awaited_events (type, match) values ($1, $2) on conflict do nothing
