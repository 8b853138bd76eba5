-- incentive-find-booked-between, sent by incentive/src/sql/find-booked-between.ts
select min(b.first) as first, max(b.last) as last
from generate_series($2::date, $3::date, '1 day') as d (day)
cross join lateral (
  select min(c.id) as first, max(c.id) as last
  from belfry.incentive_contracts c where c.campaign_id = $1 and c.day = d.day::date) b
