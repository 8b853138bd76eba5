-- access-delete-second-factor, sent by access/src/sql/delete-second-factor.ts
with codes as (delete from belfry.recovery_codes where user_id = $1)
delete from belfry.second_factors where user_id = $1
