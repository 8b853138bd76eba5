-- select-awaited-events, sent by engine/src/sql/marks/select-awaited-events.ts
select type, match from belfry.awaited_events where type = any($1::text[]) order by type, match for share
