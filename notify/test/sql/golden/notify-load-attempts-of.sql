-- notify-load-attempts-of, sent by notify/src/sql/load-attempts-of.ts
select delivery_id as "deliveryId", attempt, account, started_at as "startedAt", finished_at as "finishedAt", outcome,
       reason, answer, provider_id as "providerId", code, segments
from belfry.delivery_attempts
where delivery_id = any($1::bigint[])
order by delivery_id, attempt
