-- access-insert-first-user, sent by access/src/sql/insert-first-user.ts
insert into belfry.users (name, password_hash, role, created_at, password_changed_at)
select $1, $2, $3, belfry.now(), belfry.now() where not exists (select from belfry.users)
on conflict (name) do nothing
