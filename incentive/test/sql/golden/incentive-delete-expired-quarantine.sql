-- incentive-delete-expired-quarantine, sent by incentive/src/sql/delete-expired-quarantine.ts
delete from belfry.incentive_quarantine
where id = any (array(
  select id from belfry.incentive_quarantine where resolved_at < $1 order by resolved_at limit $2))
