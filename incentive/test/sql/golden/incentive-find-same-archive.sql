-- incentive-find-same-archive, sent by incentive/src/sql/find-same-archive.ts
select archive from belfry.incentive_runs
where campaign_id = (select campaign_id from belfry.incentive_runs where id = $1) and archive_hash = $2
  and archive is not null
group by archive having min(started_at) > belfry.now() - interval '1 day' limit 1
