-- incentive-delete-expired-runs, sent by incentive/src/sql/delete-expired-runs.ts
delete from belfry.incentive_runs
where id = any (array(
  select r.id from belfry.incentive_runs r
  where r.booked = 0 and r.proposed = 0 and r.ended_at < $1
    and not exists (select from belfry.incentive_entries e where e.run_id = r.id and e.kind = 'adjustment')
  order by r.ended_at limit $2))
