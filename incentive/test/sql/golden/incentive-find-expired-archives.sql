-- incentive-find-expired-archives, sent by incentive/src/sql/find-expired-archives.ts
select archive from belfry.incentive_runs
where archive is not null and archive_until <= belfry.now()
order by archive_until limit $1
