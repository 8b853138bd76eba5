-- notify-mark-counted, sent by notify/src/sql/mark-counted.ts
update belfry.deliveries d
set counted_at = belfry.now(), counted_pieces = c.pieces
from unnest($1::bigint[], $2::smallint[]) as c (id, pieces)
where d.id = c.id
