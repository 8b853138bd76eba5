-- delete-expired-dead-letters, sent by engine/src/sql/retention/delete-expired-dead-letters.ts
delete from belfry.event_dead_letters
where received_at < $1 and id in (select id from belfry.event_dead_letters order by id limit $2)
