-- access-lock-user-by-identity, sent by access/src/sql/lock-user-by-identity.ts
select u.id, u.name, u.enabled from belfry.identities i join belfry.users u on u.id = i.user_id
where i.issuer = $1 and i.subject = $2 for update of u
