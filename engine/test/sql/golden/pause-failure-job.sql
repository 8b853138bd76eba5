-- pause-failure-job, sent by engine/src/sql/failures/pause-failure-job.ts
update belfry.failure_jobs set next_at = belfry.now() + make_interval(secs => $2 / 1000.0) where id = $1
