-- insert-failure-job, sent by engine/src/sql/failures/insert-failure-job.ts
insert into belfry.failure_jobs (work, filter, scope, start_from, version, note, asked_by, created_at, next_at, total)
select $1, $2, $3, $4, $5, $6, $7, belfry.now(), belfry.now(), $8
returning id
