-- delete-window, sent by engine/src/sql/events/delete-window.ts
delete from belfry.event_windows where trigger_id = $1 and key_hash = $2
