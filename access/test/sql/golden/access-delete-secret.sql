-- access-delete-secret, sent by access/src/sql/delete-secret.ts
delete from belfry.secrets where name = $1
