-- access-erase-user-addresses, sent by access/src/sql/erase-user-addresses.ts
update belfry.users set email = null
where exists (select from unnest($1::text[]) as wanted (text) where strpos(lower(email), lower(text)) > 0)
