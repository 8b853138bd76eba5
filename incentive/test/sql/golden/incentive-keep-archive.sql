-- incentive-keep-archive, sent by incentive/src/sql/keep-archive.ts
update belfry.incentive_runs
set archive = $2, archive_bytes = $3, archive_until = belfry.now() + $4 * interval '1 day'
where id = $1
