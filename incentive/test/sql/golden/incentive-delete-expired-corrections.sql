-- incentive-delete-expired-corrections, sent by incentive/src/sql/delete-expired-corrections.ts
delete from belfry.incentive_corrections
where id = any (array(
  select k.id from belfry.incentive_corrections k join belfry.incentive_contracts c on c.id = k.contract
  where k.state = 'dismissed' and k.decided_at < $1
    and (c.state = 'withdrawn' or exists (
      select from belfry.incentive_corrections later
      where later.campaign_id = k.campaign_id and later.contract = k.contract and later.id > k.id
        and later.state <> 'proposed'))
  order by k.decided_at limit $2))
