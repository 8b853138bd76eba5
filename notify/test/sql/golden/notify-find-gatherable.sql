-- notify-find-gatherable, sent by notify/src/sql/find-gatherable.ts
select w.place, d.state = 'sending' as "isOpen"
from unnest($1::int[], $2::bigint[], $3::int[]) as w (place, delivery_id, epoch)
join belfry.deliveries d on d.id = w.delivery_id and d.epoch = w.epoch
