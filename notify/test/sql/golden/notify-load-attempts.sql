-- notify-load-attempts, sent by notify/src/sql/load-attempts.ts
select a.delivery_id as "deliveryId", a.attempt, a.account, a.started_at as "startedAt",
       a.finished_at as "finishedAt", a.outcome, a.reason, a.answer, a.provider_id as "providerId",
       a.code, a.segments
from belfry.delivery_attempts a join belfry.deliveries d on d.id = a.delivery_id
where d.message_id = $1
order by a.delivery_id, a.attempt
