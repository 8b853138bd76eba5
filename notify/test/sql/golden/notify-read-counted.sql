-- notify-read-counted, sent by notify/src/sql/read-counted.ts
select m.channel, lower(d.recipient) as recipient, d.counted_at as "countedAt", d.counted_pieces as pieces
from belfry.deliveries d join belfry.messages m on m.id = d.message_id
where lower(d.recipient) = any($1::text[]) and d.counted_at > belfry.now() - $2::float8 * interval '1 millisecond'
  and d.state in ('queued', 'sending', 'accepted', 'delivered', 'unknown')
order by d.counted_at
