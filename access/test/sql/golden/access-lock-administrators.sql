-- access-lock-administrators, sent by access/src/sql/lock-administrators.ts
select id from belfry.users where role = 'administrator' and enabled and scope is null
order by id for update
