-- incentive-forget-expired-archives, sent by incentive/src/sql/forget-expired-archives.ts
update belfry.incentive_runs set archive = null
where archive = any($1::text[]) and archive_until <= belfry.now()
