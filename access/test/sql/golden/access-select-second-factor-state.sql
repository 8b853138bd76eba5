-- access-select-second-factor-state, sent by access/src/sql/select-second-factor-state.ts
select case when f.user_id is null then 'off' when f.confirmed_at is null then 'pending' else 'on' end as state,
  u.second_factor_required as required,
  (select count(*)::int from belfry.recovery_codes c where c.user_id = u.id) as "recoveryCodesLeft"
from belfry.users u left join belfry.second_factors f on f.user_id = u.id
where u.id = $1
