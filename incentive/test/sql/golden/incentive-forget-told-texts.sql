-- incentive-forget-told-texts, sent by incentive/src/sql/forget-told-texts.ts
update belfry.incentive_tellings set text = ''
where id = any (array(
  select id from belfry.incentive_tellings
  where state <> 'due' and text <> '' and coalesce(told_at, created_at) < $1
  order by coalesce(told_at, created_at) limit $2))
