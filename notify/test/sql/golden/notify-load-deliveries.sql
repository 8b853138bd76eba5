-- notify-load-deliveries, sent by notify/src/sql/load-deliveries.ts
select id, recipient, field, state, reason, nullif(run_at, 'infinity') as "runAt", updated_at as "updatedAt"
from belfry.deliveries where message_id = $1 order by id
