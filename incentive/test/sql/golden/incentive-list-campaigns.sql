-- incentive-list-campaigns, sent by incentive/src/sql/list-campaigns.ts
select c.id, c.key, c.revision, r.definition, c.labels, c.sequence, c.updated_at as "updatedAt",
       c.updated_by as "updatedBy"
from belfry.incentive_campaigns c
join belfry.incentive_revisions r on r.campaign_id = c.id and r.revision = c.revision
where belfry.labels_in_scope(c.labels, $1)
order by c.from_on desc, c.key
