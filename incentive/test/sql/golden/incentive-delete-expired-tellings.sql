-- incentive-delete-expired-tellings, sent by incentive/src/sql/delete-expired-tellings.ts
delete from belfry.incentive_tellings
where id = any (array(
  select id from belfry.incentive_tellings
  where state <> 'due' and coalesce(told_at, created_at) < $1
  order by coalesce(told_at, created_at) limit $2))
