-- cancel-failure-job, sent by engine/src/sql/failures/cancel-failure-job.ts
update belfry.failure_jobs set next_at = null, finished_at = belfry.now(), cancelled_by = $2
where id = $1::bigint and next_at is not null
