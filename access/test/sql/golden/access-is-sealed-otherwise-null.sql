-- access-is-sealed-otherwise-null, sent by access/src/sql/is-sealed-otherwise.ts
select exists (select from null where key_id <> $1) as found
