-- notify-load-receipts, sent by notify/src/sql/load-receipts.ts
select r.delivery_id as "deliveryId", r.source, r.state, r.bounce, r.complaint, r.code, r.reason, r.answer,
       r.said_at as "saidAt", r.received_at as "receivedAt"
from belfry.delivery_receipts r join belfry.deliveries d on d.id = r.delivery_id
where d.message_id = $1
order by r.delivery_id, r.received_at, r.digest
