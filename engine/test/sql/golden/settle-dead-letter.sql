-- settle-dead-letter, sent by engine/src/sql/events/settle-dead-letter.ts
update belfry.event_dead_letters set state = $2, settled_by = $3, settled_at = belfry.now()
where id = $1 and state = 'open'
returning raw, brought_by as "broughtBy", trigger_id as "triggerId"
