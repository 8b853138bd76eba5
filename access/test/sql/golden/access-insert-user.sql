-- access-insert-user, sent by access/src/sql/insert-user.ts
insert into belfry.users (name, display_name, email, password_hash, must_change_password, role, scope,
  second_factor_required, link_allowed, created_at, password_changed_at)
values ($1, $2, lower($3), $4, $5, $6, $7::jsonb, $8, $9, belfry.now(), belfry.now())
on conflict do nothing
returning id
