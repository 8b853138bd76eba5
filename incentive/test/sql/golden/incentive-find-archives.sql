-- incentive-find-archives, sent by incentive/src/sql/find-archives.ts
select id as run, campaign_id as "campaignId", archive, archive_bytes as bytes
from (select distinct on (archive) * from belfry.incentive_runs where archive is not null order by archive, id desc) r
order by archive_until desc
