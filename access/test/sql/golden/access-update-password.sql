-- access-update-password, sent by access/src/sql/update-password.ts
update belfry.users set password_hash = $2, must_change_password = $3, password_changed_at = belfry.now()
where id = $1
