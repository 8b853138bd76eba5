-- access-update-user, sent by access/src/sql/update-user.ts
update belfry.users u
set display_name = $2, email = lower($3), role = $4, scope = $5::jsonb, enabled = $6, second_factor_required = $7,
  link_allowed = $8
where id = $1 and not exists (select from belfry.users o where o.email = lower($3) and o.id <> $1)
