-- access-count-users-by-role, sent by access/src/sql/count-users-by-role.ts
select role, count(*)::int as users from belfry.users group by role
