-- access-upsert-role, sent by access/src/sql/upsert-role.ts
insert into belfry.roles (name, description, permissions, created_at, updated_at)
values ($1, $2, $3, belfry.now(), belfry.now())
on conflict (name) do update
set description = excluded.description, permissions = excluded.permissions, updated_at = excluded.updated_at
