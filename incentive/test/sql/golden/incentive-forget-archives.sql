-- incentive-forget-archives, sent by incentive/src/sql/forget-archives.ts
update belfry.incentive_runs set archive = null, archive_until = least(archive_until, belfry.now())
where archive = any($1::text[])
