-- notify-load-deliveries, sent by notify/src/sql/load-deliveries.ts
select id, recipient, field, state, reason, run_at as "runAt", updated_at as "updatedAt"
from belfry.deliveries where message_id = $1 order by id
