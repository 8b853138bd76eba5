-- postpone-failure-job, sent by engine/src/sql/failures/postpone-failure-job.ts
update belfry.failure_jobs set tries = tries + 1, next_at = belfry.now() + make_interval(secs => $2 / 1000.0)
where id = $1 and next_at is not null
