-- select-dead-letters, sent by engine/src/sql/events/select-dead-letters.ts
select id, received_at as "receivedAt", brought_by as "broughtBy", raw, problems, state
from belfry.event_dead_letters
where ($1::text is null or state = $1) and ($2::bigint is null or id < $2)
order by id desc limit $3
