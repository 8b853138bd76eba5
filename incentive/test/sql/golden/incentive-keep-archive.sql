-- incentive-keep-archive, sent by incentive/src/sql/keep-archive.ts
update belfry.incentive_runs
set archive = $2, archive_bytes = $3, archive_hash = $4, archive_until = belfry.now() + $5 * interval '1 day'
where id = $1
