-- incentive-find-archive, sent by incentive/src/sql/find-archive.ts
select case when archive_until > belfry.now() then archive end as archive, coalesce(archive_bytes, 0) as bytes, source
from belfry.incentive_runs where campaign_id = $1 and id = $2
