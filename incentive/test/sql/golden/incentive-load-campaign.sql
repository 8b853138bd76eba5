-- incentive-load-campaign, sent by incentive/src/sql/load-campaign.ts
select c.id, c.key, c.revision, r.definition, c.labels, c.sequence, c.created_at as "createdAt",
       c.updated_at as "updatedAt", c.updated_by as "updatedBy"
from belfry.incentive_campaigns c
join belfry.incentive_revisions r on r.campaign_id = c.id and r.revision = c.revision
where c.key = $1
