-- notify-mark-counted, sent by notify/src/sql/mark-counted.ts
update belfry.deliveries set counted_at = belfry.now() where id = any($1::bigint[])
