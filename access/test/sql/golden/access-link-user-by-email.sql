-- access-link-user-by-email, sent by access/src/sql/link-user-by-email.ts
update belfry.users set link_allowed = false
where email = lower($1) and link_allowed and enabled
returning id, name
