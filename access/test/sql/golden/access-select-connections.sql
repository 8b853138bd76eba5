-- access-select-connections, sent by access/src/sql/select-connections.ts
select name, address, purpose, allow_local as "allowLocal", created_by as "createdBy", created_at as "createdAt",
  updated_at as "updatedAt"
from belfry.connections order by name
