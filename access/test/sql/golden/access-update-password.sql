-- access-update-password, sent by access/src/sql/update-password.ts
update belfry.users set password_hash = $2, password_changed_at = belfry.now() where id = $1
