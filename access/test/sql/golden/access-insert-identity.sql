-- access-insert-identity, sent by access/src/sql/insert-identity.ts
insert into belfry.identities (issuer, subject, user_id, created_at) values ($1, $2, $3, belfry.now())
on conflict do nothing
