-- access-is-sealed-otherwise null, sent by access/src/sql/sealed-rows.ts
select exists (select from null where key_id <> $1) as found
