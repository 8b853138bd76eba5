-- access-list-secrets, sent by access/src/sql/list-secrets.ts
select name, updated_at as "updatedAt" from belfry.secrets order by name
