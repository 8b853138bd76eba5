-- access-upsert-connection, sent by access/src/sql/upsert-connection.ts
with told as (select pg_notify('belfry_connections', ''))
insert into belfry.connections (name, address, purpose, allow_local, created_by, created_at, updated_at)
select $1, $2, $3, $4, $5, belfry.now(), belfry.now() from told
on conflict (name) do update
set address = excluded.address, purpose = excluded.purpose, allow_local = excluded.allow_local,
    updated_at = excluded.updated_at
returning name, address, purpose, allow_local as "allowLocal", created_by as "createdBy",
  created_at as "createdAt", updated_at as "updatedAt"
