-- access-delete-connection, sent by access/src/sql/delete-connection.ts
with told as (select pg_notify('belfry_connections', ''))
delete from belfry.connections using told where name = $1
