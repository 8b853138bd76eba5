-- access-select-connection, sent by access/src/sql/select-connection.ts
select name, address, purpose, allow_local as "allowLocal", created_by as "createdBy", created_at as "createdAt",
  updated_at as "updatedAt"
from belfry.connections where name = $1 for update
