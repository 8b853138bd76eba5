-- access-delete-login-failures, sent by access/src/sql/delete-login-failures.ts
delete from belfry.login_failures where name = any($1)
returning coalesce(locked_until > belfry.now(), false) as locked
