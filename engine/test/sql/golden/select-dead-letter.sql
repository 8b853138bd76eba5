-- select-dead-letter, sent by engine/src/sql/events/select-dead-letter.ts
select raw, brought_by as "broughtBy", trigger_id as "triggerId"
from belfry.event_dead_letters where id = $1 and state = 'open'
