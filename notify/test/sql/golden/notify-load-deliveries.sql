-- notify-load-deliveries, sent by notify/src/sql/load-deliveries.ts
select d.id, d.recipient, d.field, d.state, d.reason, nullif(d.run_at, 'infinity') as "runAt",
       d.updated_at as "updatedAt", d.pieces_done as "piecesDone", m.scheduled_at as "scheduledAt",
       coalesce(m.hold = 'waiting', false) as "isHeld", d.waits_for is not null as waits,
       d.attempts > 0 as "isBegun", belfry.now() as now
from belfry.deliveries d
join belfry.messages m on m.id = d.message_id
where d.message_id = $1 order by d.id
