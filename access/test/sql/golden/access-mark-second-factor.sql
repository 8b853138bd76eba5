-- access-mark-second-factor, sent by access/src/sql/mark-second-factor.ts
update belfry.second_factors set last_step = $2, confirmed_at = coalesce(confirmed_at, belfry.now())
where user_id = $1
