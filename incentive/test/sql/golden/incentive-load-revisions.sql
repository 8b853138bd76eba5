-- incentive-load-revisions, sent by incentive/src/sql/load-revisions.ts
select revision, definition, created_at as "createdAt", created_by as "createdBy"
from belfry.incentive_revisions where campaign_id = $1 order by created_at desc, revision desc
